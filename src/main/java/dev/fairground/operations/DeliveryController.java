package dev.fairground.operations;

import dev.fairground.platform.outbox.OutboxViews;
import dev.fairground.platform.web.Access;
import dev.fairground.platform.web.Page;
import dev.fairground.platform.web.PageRequest;
import dev.fairground.platform.web.Who;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Deliveries, for operators' programs: those that were given up, and what to do with each. */
@RestController
@RequestMapping(path = "/api/{version}/deliveries", version = "1+")
class DeliveryController {

    private final OperateOutbox operate;

    DeliveryController(OperateOutbox operate) {
        this.operate = operate;
    }

    /** The dead, of one listener or of all. */
    @GetMapping
    @Access(value = Who.STAFF, needs = "staff:operate", scope = "staff:read")
    Page<OutboxViews.DeliveryLine> dead(@Valid Whose whose, @Valid PageRequest page) {
        return operate.dead(whose.listener(), page);
    }

    @GetMapping("/{id}")
    @Access(value = Who.STAFF, needs = "staff:operate", scope = "staff:read")
    OutboxViews.DeliveryLine one(@PathVariable UUID id) {
        return operate.one(id);
    }

    /** Delivers it again, with all attempts before it. */
    @PutMapping("/{id}/repetition")
    @Access(value = Who.STAFF, needs = "staff:operate", scope = "staff:write")
    OutboxViews.DeliveryLine repeat(@PathVariable UUID id) {
        operate.requeue(id);
        return operate.one(id);
    }

    /** Decides against it. */
    @PutMapping("/{id}/discard")
    @Access(value = Who.STAFF, needs = "staff:operate", scope = "staff:write")
    OutboxViews.DeliveryLine discard(@PathVariable UUID id, @Valid @RequestBody Why why) {
        operate.discard(id, why.why());
        return operate.one(id);
    }

    /** @param listener of this one alone, or of all where it is left out */
    record Whose(
            @Nullable
            @Pattern(regexp = "[a-z][a-z.-]{0,99}", message = "Is a listener's id, such as notifications.mail.")
            String listener) {}
}
