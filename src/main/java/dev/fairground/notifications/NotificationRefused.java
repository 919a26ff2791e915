package dev.fairground.notifications;

import dev.fairground.platform.errors.Reason;
import dev.fairground.platform.errors.Refusal;

/** Every "no" of the notifications. */
final class NotificationRefused extends Refusal {

    static final Reason NO_SUCH_NOTIFICATION =
            Reason.notFound("no-such-notification", "There is no such notification.");

    private NotificationRefused() {
        super(NO_SUCH_NOTIFICATION);
    }

    static NotificationRefused noSuchNotification() {
        return new NotificationRefused();
    }
}
