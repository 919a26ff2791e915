package dev.fairground.notifications;

import dev.fairground.platform.ratelimit.RateLimited;
import dev.fairground.platform.web.Access;
import dev.fairground.platform.web.Who;
import dev.fairground.platform.webhooks.SignedWebhooks;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The way in of those who carry our messages: what became of each. 200 to everything that is signed, a repetition included. */
@RestController
@RequestMapping("/webhooks")
class ReceiptController {

    private static final String SIGNATURE = "Webhook-Signature";

    private final SignedWebhooks ofMail;
    private final SignedWebhooks ofPush;
    private final TakeReceipt takeReceipt;

    ReceiptController(NotificationSettings settings, Clock clock, TakeReceipt takeReceipt) {
        this.ofMail = new SignedWebhooks(settings.mailWebhookSecrets(), clock);
        this.ofPush = new SignedWebhooks(settings.pushWebhookSecrets(), clock);
        this.takeReceipt = takeReceipt;
    }

    @PostMapping("/mail")
    @Access(Who.SIGNED)
    @RateLimited("message-webhook")
    void mail(@RequestHeader(SIGNATURE) String signature, InputStream body) throws IOException {
        takeReceipt.take(Channel.MAIL, ofMail.read(signature, body));
    }

    @PostMapping("/push")
    @Access(Who.SIGNED)
    @RateLimited("message-webhook")
    void push(@RequestHeader(SIGNATURE) String signature, InputStream body) throws IOException {
        takeReceipt.take(Channel.PUSH, ofPush.read(signature, body));
    }
}
