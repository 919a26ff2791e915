package dev.fairground.notifications;

import dev.fairground.access.Caller;
import dev.fairground.platform.web.Access;
import dev.fairground.platform.web.Page;
import dev.fairground.platform.web.PageRequest;
import dev.fairground.platform.web.Who;
import jakarta.validation.Valid;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A member's own inbox, for programs. */
@RestController
@RequestMapping("/api/{version}/notifications")
class InboxController {

    private final Inbox inbox;
    private final InboxViews views;

    InboxController(Inbox inbox, InboxViews views) {
        this.inbox = inbox;
        this.views = views;
    }

    @GetMapping(version = "1+")
    @Access(value = Who.MEMBER, scope = "notifications:read")
    Page<InboxViews.Item> list(Caller caller, @Valid PageRequest page) {
        return views.of(caller, page);
    }

    @PutMapping(path = "/{id}/reading", version = "1+")
    @Access(value = Who.MEMBER, scope = "notifications:write")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void read(Caller caller, @PathVariable NotificationId id) {
        inbox.markRead(caller, id);
    }
}
