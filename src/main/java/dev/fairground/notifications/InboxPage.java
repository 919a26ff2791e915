package dev.fairground.notifications;

import dev.fairground.access.Caller;
import dev.fairground.identity.Members;
import dev.fairground.platform.web.Access;
import dev.fairground.platform.web.PageRequest;
import dev.fairground.platform.web.Who;
import jakarta.validation.Valid;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** A member's own inbox, for people. */
@Controller
@RequestMapping("/inbox")
class InboxPage {

    private final Inbox inbox;
    private final InboxViews views;
    private final Members members;
    private final Preferences preferences;

    InboxPage(Inbox inbox, InboxViews views, Members members, Preferences preferences) {
        this.inbox = inbox;
        this.views = views;
        this.members = members;
        this.preferences = preferences;
    }

    @GetMapping
    @Access(Who.MEMBER)
    String show(Caller caller, @Valid PageRequest request, Model page) {
        page.addAttribute("inbox", views.of(caller, request));
        members.find(caller.id())
                .map(preferences::reach)
                .flatMap(Reach::trouble)
                .ifPresent(trouble -> page.addAttribute("trouble", trouble.name()));
        return "notifications/inbox";
    }

    @PostMapping("/{id}/reading")
    @Access(Who.MEMBER)
    String read(Caller caller, @PathVariable NotificationId id) {
        inbox.markRead(caller, id);
        return "redirect:/inbox";
    }
}
