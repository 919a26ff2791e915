package dev.fairground.integrations;

import dev.fairground.access.Caller;
import dev.fairground.shops.ShopId;
import org.springframework.stereotype.Component;

/**
 * Sends a test to an endpoint while somebody waits for the outcome, disabled or not: whoever mends one wants to know before it is switched
 * on. No transaction is open meanwhile; what came of it is written down afterwards.
 */
@Component
class TryOut {

    private final EndpointViews endpoints;
    private final SecretStore secrets;
    private final WriteMessages write;
    private final ReceiverClient client;
    private final RecordAttempt recordAttempt;

    TryOut(
            EndpointViews endpoints,
            SecretStore secrets,
            WriteMessages write,
            ReceiverClient client,
            RecordAttempt recordAttempt) {
        this.endpoints = endpoints;
        this.secrets = secrets;
        this.write = write;
        this.client = client;
        this.recordAttempt = recordAttempt;
    }

    Tried ping(Caller caller, ShopId shop, EndpointId id) {
        var endpoint = endpoints.one(caller, shop, id).orElseThrow(IntegrationRefused::noSuchEndpoint);
        var test = write.ping(id, shop);
        var receiver = new Receiver(id, endpoint.address(), secrets.live(id, test.at()));
        var attempt = client.send(test.id(), test.body(), receiver);
        recordAttempt.recordTest(test, attempt);
        return new Tried(test.id(), attempt);
    }

    /** What came of it. */
    record Tried(MessageId message, Attempt attempt) {}
}
