package dev.fairground.payments;

import dev.fairground.platform.ratelimit.RateLimited;
import dev.fairground.platform.web.Access;
import dev.fairground.platform.web.Who;
import dev.fairground.platform.webhooks.SignedWebhooks;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** The provider's way in. It answers 200 to everything that is signed, a repetition included, or the provider would send it again. */
@RestController
class WebhookController {

    private final SignedWebhooks webhooks;
    private final ReceiveWebhook receiveWebhook;

    WebhookController(PaymentSettings settings, Clock clock, ReceiveWebhook receiveWebhook) {
        this.webhooks = new SignedWebhooks(settings.webhookSecrets(), clock);
        this.receiveWebhook = receiveWebhook;
    }

    @PostMapping("/webhooks/payments")
    @Access(Who.SIGNED)
    @RateLimited("payment-webhook")
    void receive(@RequestHeader("Stripe-Signature") String signature, InputStream body) throws IOException {
        receiveWebhook.receive(webhooks.read(signature, body));
    }
}
