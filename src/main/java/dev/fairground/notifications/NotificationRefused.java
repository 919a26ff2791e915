package dev.fairground.notifications;

import dev.fairground.platform.errors.Reason;
import dev.fairground.platform.errors.Refusal;

/** Every "no" of the notifications. */
final class NotificationRefused extends Refusal {

    static final Reason NO_SUCH_NOTIFICATION =
            Reason.notFound("no-such-notification", "There is no such notification.");

    static final Reason NO_SUCH_DEVICE = Reason.notFound("no-such-device", "There is no such device.");

    static final Reason NO_SUCH_RECIPIENT = Reason.notFound("no-such-recipient", "There is no such member.");

    static final Reason NO_SUCH_TRACER = Reason.notFound("no-such-tracer", "There is no such test message.");

    private NotificationRefused(Reason reason) {
        super(reason);
    }

    static NotificationRefused noSuchNotification() {
        return new NotificationRefused(NO_SUCH_NOTIFICATION);
    }

    static NotificationRefused noSuchDevice() {
        return new NotificationRefused(NO_SUCH_DEVICE);
    }

    static NotificationRefused noSuchRecipient() {
        return new NotificationRefused(NO_SUCH_RECIPIENT);
    }

    static NotificationRefused noSuchTracer() {
        return new NotificationRefused(NO_SUCH_TRACER);
    }
}
