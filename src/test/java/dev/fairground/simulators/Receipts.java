package dev.fairground.simulators;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** What a carrier of messages tells its customer of each: signed events, sent as the payment simulator's are. */
public final class Receipts implements AutoCloseable {

    /** The header with the signature. */
    static final String SIGNATURE = "Webhook-Signature";

    /** Where receipts go (nowhere until the dial {@code webhookUrl} is set, if it is empty) and the secrets that sign each. */
    public record Customer(Optional<URI> webhookUrl, List<String> webhookSecrets, Clock clock) {

        /** For tests, and for trying by hand; production refuses such a secret. */
        public static Customer nowhereYet() {
            return new Customer(Optional.empty(), List.of("development-only-receipts-secret"), Clock.systemUTC());
        }

        /** From {@code <name>_WEBHOOK_URL} and {@code <name>_WEBHOOK_SECRETS}. */
        static Customer ofEnvironment(String name) {
            var unset = nowhereYet();
            return new Customer(
                    Optional.of(Launch.environment(name + "_WEBHOOK_URL", ""))
                            .filter(url -> !url.isEmpty())
                            .map(URI::create),
                    List.of(Launch.environment(name + "_WEBHOOK_SECRETS", unset.webhookSecrets.getFirst())
                            .split(",")),
                    unset.clock);
        }
    }

    private final Documents documents;
    private final Customer customer;
    private final Dials dials;
    private final Webhooks webhooks;
    private CompletableFuture<Void> told = CompletableFuture.completedFuture(null);

    Receipts(Path state, Customer customer, Dials dials) {
        this.documents = Documents.open(state.resolve("receipts.jsonl"));
        this.customer = customer;
        this.dials = dials;
        this.webhooks = new Webhooks(
                documents, new Webhooks.Sender(SIGNATURE, customer.webhookSecrets(), customer.clock()), dials);
    }

    /** Those of webhooks, and the simulator's own. */
    static Map<String, Object> dials(Customer customer, Map<String, Object> own) {
        var all = new HashMap<>(own);
        all.putAll(Webhooks.dials(customer.webhookUrl().map(URI::toString).orElse("")));
        return all;
    }

    /** Whether the dial of that name lists this address, or its {@code @domain}; a comma or blank stands between. */
    static boolean lists(Dials dials, String dial, String address) {
        var asked = address.toLowerCase(Locale.ROOT);
        return Stream.of(dials.text(dial).toLowerCase(Locale.ROOT).split("[,\\s]+"))
                .anyMatch(listed -> listed.startsWith("@") ? asked.endsWith(listed) : asked.equals(listed));
    }

    void start() {
        webhooks.start();
    }

    /** Keeps the event and sends it; without an address nobody is interested, and nothing is kept. */
    synchronized void tell(String kind, String about, String recipient, String reason) {
        if (dials.text("webhookUrl").isEmpty()) return;
        var event = Json.object().put("id", "evt_" + UUID.randomUUID()).put("type", kind);
        event.put("created", customer.clock().instant().getEpochSecond());
        event.putObject("data")
                .putObject("object")
                .put("id", about)
                .put("recipient", recipient)
                .put("reason", reason);
        var id = event.path("id").asString();
        documents.commit(List.of(new Documents.Put("event", id, event)));
        var sent = webhooks.enqueue(List.of(id));
        told = CompletableFuture.allOf(told, sent);
        if (dials.on("webhookBeforeAnswer")) sent.join();
    }

    /** Returns when each that was told of so far was sent once. */
    void settle() {
        CompletableFuture<Void> all;
        synchronized (this) {
            all = told;
        }
        all.join();
    }

    void forget() {
        webhooks.forget();
        documents.clear();
    }

    @Override
    public void close() {
        webhooks.close();
        documents.close();
    }
}
