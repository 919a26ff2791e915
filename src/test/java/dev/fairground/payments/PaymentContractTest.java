package dev.fairground.payments;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.platform.effects.Effects;
import dev.fairground.platform.errors.Refusal;
import dev.fairground.platform.http.OutboundFailure;
import dev.fairground.platform.http.OutboundHttp;
import dev.fairground.platform.webhooks.SignedWebhooks;
import dev.fairground.platform.webhooks.WebhookEvent;
import dev.fairground.simulators.WebhookSignature;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.Proves;
import dev.fairground.testing.ProviderContract;
import dev.fairground.testing.ProviderContract.Call;
import dev.fairground.testing.ProviderContract.Exchange;
import dev.fairground.testing.ProviderSide;
import dev.fairground.testing.SimulatedProvider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What we and the payment provider agreed on, held against our client and against the simulator. */
@FairgroundTest
@Proves("test-provider-contract")
class PaymentContractTest {

    private static final ProviderContract CONTRACT = ProviderContract.of("payments");
    private static final String EMPTY_CARD = "pm_card_visa_chargeDeclinedInsufficientFunds";
    private static final String SLOW_CARD = "pm_card_pendingRefund";

    private static final Map<String, Function<PaymentProvider, Object>> CLIENT = Map.ofEntries(
            Map.entry("open", provider -> provider.open(intent(1, "pm_card_visa", 2500))),
            Map.entry("confirm", provider -> provider.confirm(payment(1), "pi_1")),
            Map.entry("read", provider -> provider.read("pi_1")),
            Map.entry("cancel what is paid", provider -> provider.cancel(payment(1), "pi_1")),
            Map.entry("open with an empty card", provider -> provider.open(intent(2, EMPTY_CARD, 2500))),
            Map.entry("confirm with an empty card", provider -> provider.confirm(payment(2), "pi_2")),
            Map.entry("read what was declined", provider -> provider.read("pi_2")),
            Map.entry("open what will be given up", provider -> provider.open(intent(3, "pm_card_visa", 2500))),
            Map.entry("cancel", provider -> provider.cancel(payment(3), "pi_3")),
            Map.entry("open too little", provider -> provider.open(intent(4, "pm_card_visa", 10))),
            Map.entry("open with a card that nobody knows", provider -> provider.open(intent(5, "pm_nobody", 2500))),
            Map.entry("refund", provider -> provider.refund(refund(1, 500), "pi_1")),
            Map.entry("find a refund", provider -> provider.find(refund(1, 500), "pi_1")),
            Map.entry("read a refund", provider -> provider.readRefund("re_1")),
            Map.entry("refund too much", provider -> provider.refund(refund(2, 2001), "pi_1")),
            Map.entry(
                    "open with a card that is slow to take money back",
                    provider -> provider.open(intent(6, SLOW_CARD, 2500))),
            Map.entry(
                    "confirm with a card that is slow to take money back",
                    provider -> provider.confirm(payment(6), "pi_6")),
            Map.entry("refund slowly", provider -> provider.refund(refund(3, 500), "pi_6")),
            Map.entry("pay out", provider -> provider.payOut(payout(1, "ba_good", 300))),
            Map.entry("find a payout", provider -> provider.find(payout(1, "ba_good", 300))),
            Map.entry("read a payout", provider -> provider.readPayout("po_1")),
            Map.entry("pay out to a closed account", provider -> provider.payOut(payout(2, "ba_accountClosed", 300))),
            Map.entry("read what was sent back", provider -> provider.readPayout("po_2")),
            Map.entry("pay out too much", provider -> provider.payOut(payout(3, "ba_good", 99_999))),
            Map.entry("read a dispute", provider -> provider.readDispute("dp_1")));

    @Autowired
    OutboundHttp http;

    @Autowired
    Effects effects;

    static List<Call> calls() {
        return CONTRACT.calls();
    }

    @BeforeEach
    void open() {
        SimulatedProvider.reset();
    }

    @ParameterizedTest
    @MethodSource("calls")
    void our_client_asks_as_agreed_and_takes_what_it_needs_from_the_answer(Call call) {
        var heard = heard(call, UnaryOperator.identity());

        assertThat(heard.requests()).isEqualTo(call.requests());
        assertThat(heard.means()).isEqualTo(call.means());
        assertThat(heard(call, ProviderContract::grown)).isEqualTo(heard);
    }

    /** Otherwise the agreement asks more of the provider than we need, and hides what we do need. */
    @ParameterizedTest
    @MethodSource("calls")
    void nothing_is_agreed_that_our_client_does_not_use(Call call) {
        var answers = call.exchanges().stream().map(Exchange::answer);

        assertThat(ProviderContract.breaches(answers))
                .allSatisfy((breach, change) ->
                        assertThat(heard(call, change).means()).as(breach).isNotEqualTo(call.means()));
    }

    @Test
    void the_simulator_keeps_to_all_of_it_and_may_say_more() {
        assertThat(complaints(UnaryOperator.identity())).isEmpty();
        SimulatedProvider.reset();
        assertThat(complaints(ProviderContract::grown)).isEmpty();
    }

    @Test
    void a_field_that_the_simulator_drops_or_retypes_is_noticed() {
        var read = Stream.concat(
                CONTRACT.calls().stream()
                        .flatMap(call -> call.exchanges().stream().map(Exchange::answer)),
                CONTRACT.document().path("events").valueStream());

        assertThat(ProviderContract.breaches(read)).hasSizeGreaterThan(20).allSatisfy((breach, change) -> {
            SimulatedProvider.reset();
            assertThat(complaints(change)).as(breach).isNotEmpty();
        });
    }

    @Test
    void we_read_of_an_event_what_is_agreed() {
        var events = CONTRACT.document().path("events");

        assertThat(events).isNotEmpty();
        for (var event : events.values()) {
            var understood = understood(event);
            assertThat(understood)
                    .isEqualTo("%s %s %s"
                            .formatted(
                                    event.path("id").stringValue(),
                                    event.path("type").stringValue(),
                                    event.at("/data/object/id").stringValue()));
            assertThat(understood(ProviderContract.grown(event))).isEqualTo(understood);
            assertThat(ProviderContract.breaches(Stream.of(event)))
                    .allSatisfy((breach, change) -> assertThat(understood(change.apply(event)))
                            .as(breach)
                            .isNotEqualTo(understood));
        }
    }

    @Test
    void both_sides_sign_alike() {
        var agreed = CONTRACT.document().path("signature");
        var secret = agreed.path("secret").stringValue();
        var at = Instant.parse(agreed.path("at").stringValue());
        var body = agreed.path("body").stringValue();
        var header = agreed.path("header").stringValue();

        assertThat(WebhookSignature.header(body, at, List.of(secret))).isEqualTo(header);
        assertThat(received(header, body, at, secret).body()).isEqualTo(body);
    }

    private ProviderContract.Heard heard(Call call, UnaryOperator<JsonNode> change) {
        var client = Objects.requireNonNull(CLIENT.get(call.call()), call.call());
        return ProviderContract.heard(call, change, address -> {
            var settings = new PaymentSettings(address, "a key", List.of("a secret"), "", second(), second());
            try {
                return client.apply(new PaymentProvider(http, settings, effects))
                        .toString();
            } catch (OutboundFailure failure) {
                return String.valueOf(failure.getMessage());
            }
        });
    }

    private static List<String> complaints(UnaryOperator<JsonNode> change) {
        var side = new ProviderSide(
                SimulatedProvider.api(),
                (_, names) -> SimulatedProvider.disputed(Objects.requireNonNull(names.get("pi_1"))),
                change);
        var complaints = side.complaints(CONTRACT);
        return complaints.isEmpty() ? side.unheard(CONTRACT, SimulatedProvider.events()) : complaints;
    }

    private static String understood(JsonNode event) {
        var now = Instant.EPOCH;
        try {
            var header = WebhookSignature.header(event.toString(), now, List.of("a secret"));
            var read = received(header, event.toString(), now, "a secret");
            return "%s %s %s".formatted(read.id(), read.kind(), read.objectRef());
        } catch (Refusal refused) {
            return refused.reason().code();
        }
    }

    private static WebhookEvent received(String header, String body, Instant now, String secret) {
        try {
            return new SignedWebhooks(List.of(secret), Clock.fixed(now, ZoneOffset.UTC))
                    .read(header, new ByteArrayInputStream(body.getBytes(UTF_8)));
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }

    private static Intent intent(int number, String card, long cents) {
        return new Intent(
                payment(number),
                id(100 + number),
                id(900),
                Till.eur(cents),
                Till.eur(0),
                card,
                Payments.State.CHARGING,
                null,
                null,
                false,
                Till.eur(0),
                Till.eur(0),
                Till.eur(0),
                Till.eur(0),
                false);
    }

    private static Refund refund(int number, long cents) {
        return new Refund(
                new RefundId(id(200 + number)), payment(1), Till.eur(cents), Till.eur(0), Refund.State.RECORDED, null);
    }

    private static Payout payout(int number, String destination, long cents) {
        return new Payout(
                new PayoutId(id(300 + number)),
                id(900),
                Till.eur(cents),
                destination,
                Payments.PayoutState.RECORDED,
                null);
    }

    private static PaymentId payment(int number) {
        return new PaymentId(id(number));
    }

    private static UUID id(int number) {
        return UUID.fromString("01900000-0000-7000-8000-%012d".formatted(number));
    }

    private static Duration second() {
        return Duration.ofSeconds(5);
    }
}
