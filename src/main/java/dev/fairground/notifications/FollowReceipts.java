package dev.fairground.notifications;

import dev.fairground.notifications.ReceiptInbox.Receipt;
import dev.fairground.notifications.SentStore.Sent;
import dev.fairground.platform.outbox.OutboxListener;
import dev.fairground.platform.practices.Shows;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Does what a receipt calls for. It is believed about messages that we sent and about where they went, not about anybody's address. */
@Component
@Shows("fx-push-receipts")
class FollowReceipts {

    private static final JsonMapper JSON = new JsonMapper();

    private final ReceiptInbox receipts;
    private final SentStore deliveries;
    private final JudgeAddress judge;
    private final DeviceStore devices;

    FollowReceipts(ReceiptInbox receipts, SentStore deliveries, JudgeAddress judge, DeviceStore devices) {
        this.receipts = receipts;
        this.deliveries = deliveries;
        this.judge = judge;
        this.devices = devices;
    }

    @OutboxListener(id = "notifications.receipt")
    void on(ReceiptTaken taken) {
        receipts.waiting(taken.receipt()).ifPresent(receipt -> {
            if (followed(receipt)) receipts.followed(taken.receipt());
            else receipts.ignored(taken.receipt());
        });
    }

    private boolean followed(Receipt receipt) {
        // A provider of mail gives the whole Message-ID back; our host, after the sign, is in all of them.
        var reference = receipt.about().replaceFirst("^<", "").replaceFirst("@.*$", "");
        Optional<Sent> sent = deliveries.find(receipt.source(), reference);
        var kinds = receipt.source().name().toLowerCase(Locale.ROOT) + ".";
        return sent.isPresent() && receipt.kind().startsWith(kinds) && followed(receipt, sent.get());
    }

    private boolean followed(Receipt receipt, Sent sent) {
        switch (receipt.kind()) {
            case "mail.delivered", "push.delivered" -> deliveries.delivered(sent.reference());
            case "mail.opened", "push.opened" -> deliveries.opened(sent.reference());
            case "mail.bounced" -> judge.bouncedHard(sent, reason(receipt));
            case "mail.soft-bounced" -> judge.bouncedSoftly(sent, reason(receipt));
            case "mail.complained" -> judge.complained(sent, reason(receipt));
            case "push.failed" -> deliveries.failed(sent.reference(), Failure.UNDELIVERABLE, reason(receipt));
            case "push.unregistered" -> {
                deliveries.failed(sent.reference(), Failure.UNREGISTERED, reason(receipt));
                var device = sent.device();
                if (device != null) devices.retireUnregistered(device);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private static String reason(Receipt receipt) {
        try {
            var reason = JSON.readTree(receipt.body()).at("/data/object/reason").asString("");
            return reason.isBlank() ? "No reason given" : reason.substring(0, Math.min(300, reason.length()));
        } catch (JacksonException wasReadBefore) {
            throw new IllegalStateException("A receipt is a document", wasReadBefore);
        }
    }
}
