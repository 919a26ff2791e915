package dev.fairground.payments;

import static java.util.Map.entry;

import dev.fairground.platform.ids.UuidV7;
import dev.fairground.platform.jobs.Job;
import dev.fairground.platform.jobs.JobReport;
import dev.fairground.platform.jobs.JobRun;
import dev.fairground.platform.practices.Shows;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeType;

/**
 * Has the provider authorise the least there is and gives it up at once, and holds its answers against all that we ever read of a payment.
 * What a customer's payment would need only later is so missed before; what is merely new is only noted.
 */
@Component
@Shows("res-canary-calls")
class RehearsePayment implements Job {

    static final String NAME = "rehearse-payment";

    /** What {@link ProviderWords} reads of a payment intent that goes well; the agreement with the provider names the same. */
    static final Map<String, JsonNodeType> READ = Map.ofEntries(
            entry("id", JsonNodeType.STRING),
            entry("status", JsonNodeType.STRING),
            entry("amount_received", JsonNodeType.NUMBER),
            entry("currency", JsonNodeType.STRING));

    private static final Logger log = LoggerFactory.getLogger(RehearsePayment.class);

    private final PaymentProvider provider;
    private final String method;
    private final Set<String> seen = ConcurrentHashMap.newKeySet();

    RehearsePayment(PaymentProvider provider, PaymentSettings settings) {
        this.provider = provider;
        this.method = settings.rehearsalMethod();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public JobReport run(JobRun run) {
        if (method.isEmpty()) return JobReport.NOTHING;
        var rehearsal = UuidV7.next();
        var authorised = provider.authorise(rehearsal, method);
        // Given up before it is judged: an answer that is wrong must not leave money reserved. One without an id lapses
        // by itself.
        var givenUp = authorised.path("id").isString()
                ? provider.giveUp(rehearsal, authorised.path("id").stringValue())
                : authorised;
        mustBe("requires_capture", authorised);
        mustBe("canceled", givenUp);
        noteWhatIsNew(authorised);
        return JobReport.ok(1);
    }

    private static void mustBe(String status, JsonNode answer) {
        var wrong = READ.entrySet().stream()
                .filter(field -> answer.path(field.getKey()).getNodeType() != field.getValue())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        if (!wrong.isEmpty() || !answer.path("status").asString("").equals(status)) {
            throw new IllegalStateException(
                    "The payment provider's answer is not as agreed: %s missing or of another type, status %s instead of %s"
                            .formatted(wrong, answer.path("status"), status));
        }
    }

    private void noteWhatIsNew(JsonNode answer) {
        var names = new HashSet<>(answer.propertyNames());
        names.removeAll(seen);
        boolean first = seen.isEmpty();
        seen.addAll(names);
        if (!first && !names.isEmpty())
            log.warn("The payment provider answers with more than before: {}", List.copyOf(names));
    }
}
