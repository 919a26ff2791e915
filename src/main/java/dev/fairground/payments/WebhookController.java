package dev.fairground.payments;

import dev.fairground.platform.ratelimit.RateLimited;
import dev.fairground.platform.web.Access;
import dev.fairground.platform.web.Who;
import java.io.IOException;
import java.io.InputStream;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** The provider's way in. It answers 200 to everything that is signed, a repetition included, or the provider would send it again. */
@RestController
class WebhookController {

    /** Twenty times what the provider's events measure; the inbox holds as much. */
    private static final int LARGEST = 256 * 1024;

    private final WebhookSignatures signatures;
    private final ReceiveWebhook receiveWebhook;

    WebhookController(WebhookSignatures signatures, ReceiveWebhook receiveWebhook) {
        this.signatures = signatures;
        this.receiveWebhook = receiveWebhook;
    }

    /** Takes the bytes as they came, since they are what is signed. */
    @PostMapping("/webhooks/payments")
    @Access(Who.SIGNED)
    @RateLimited("payment-webhook")
    void receive(@RequestHeader("Stripe-Signature") String signature, InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) throw PaymentRefused.webhookTooLarge();
        signatures.verify(signature, bytes);
        receiveWebhook.receive(WebhookEvent.parse(bytes));
    }
}
