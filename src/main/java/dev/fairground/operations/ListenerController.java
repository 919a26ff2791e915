package dev.fairground.operations;

import dev.fairground.platform.outbox.OutboxViews;
import dev.fairground.platform.web.Access;
import dev.fairground.platform.web.Page;
import dev.fairground.platform.web.PageRequest;
import dev.fairground.platform.web.Who;
import jakarta.validation.Valid;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Who listens to events, for operators' programs: what waits for each, and whether it is delivered to at present. */
@RestController
@RequestMapping(path = "/api/{version}/listeners", version = "1+")
class ListenerController {

    private final OutboxViews views;
    private final OperateOutbox operate;

    ListenerController(OutboxViews views, OperateOutbox operate) {
        this.views = views;
        this.operate = operate;
    }

    @GetMapping
    @Access(value = Who.STAFF, needs = "staff:operate", scope = "staff:read")
    List<OutboxViews.ListenerStanding> all() {
        return views.listeners();
    }

    /** What waits for it, in its order. */
    @GetMapping("/{listener}/deliveries")
    @Access(value = Who.STAFF, needs = "staff:operate", scope = "staff:read")
    Page<OutboxViews.DeliveryLine> waiting(@PathVariable String listener, @Valid PageRequest page) {
        return operate.waiting(listener, page);
    }

    /** {@code outside} as the listener stands for all that reach the world outside: mails, charges. */
    @PutMapping("/{listener}/pause")
    @Access(value = Who.STAFF, needs = "staff:operate", scope = "staff:write")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void pause(@PathVariable String listener, @Valid @RequestBody Why why) {
        operate.pause(listener, why.why());
    }

    @DeleteMapping("/{listener}/pause")
    @Access(value = Who.STAFF, needs = "staff:operate", scope = "staff:write")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void resume(@PathVariable String listener) {
        operate.resume(listener);
    }

    /** Delivers all of its dead again. */
    @PostMapping("/{listener}/repetitions")
    @Access(value = Who.STAFF, needs = "staff:operate", scope = "staff:write")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Repeated repeat(@PathVariable String listener) {
        return new Repeated(operate.requeueDead(listener));
    }

    record Repeated(int deliveries) {}
}
