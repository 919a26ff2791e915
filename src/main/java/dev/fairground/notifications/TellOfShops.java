package dev.fairground.notifications;

import dev.fairground.platform.outbox.OutboxListener;
import dev.fairground.shops.StaffInvited;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Tells members what shops want of them. */
@Component
class TellOfShops {

    private final Inbox inbox;

    TellOfShops(Inbox inbox) {
        this.inbox = inbox;
    }

    @OutboxListener(id = "notifications.staff-invited")
    void on(StaffInvited event) {
        inbox.put(List.of(Notice.of(
                        event.invited(),
                        "staff-invited",
                        "shop/" + event.shop(),
                        event.shopName() + " invites you to its team",
                        "You would join as " + event.role().toLowerCase(Locale.ROOT)
                                + ". The invitation waits for your answer for a while.")
                .each(event.invitedAt())
                .byMail()));
    }
}
