package dev.fairground.payments;

import static java.util.Map.entry;

import dev.fairground.money.Money;
import dev.fairground.platform.effects.EffectKind;
import dev.fairground.platform.effects.Effects;
import dev.fairground.platform.http.Answer;
import dev.fairground.platform.http.Outbound;
import dev.fairground.platform.http.OutboundHttp;
import dev.fairground.platform.http.PermanentFailure;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * The payment provider in our words: the subset of Stripe's API for payment intents, refunds, payouts and disputes that we use.
 *
 * <p>Each changing call carries a key of ours, so repeating one whose answer was lost repeats nothing at the provider. Besides outcomes,
 * every method throws the failures of {@link Outbound}, and {@link PermanentFailure} where the provider refuses what we sent.
 */
@Component
class PaymentProvider {

    private static final String INTENTS = "/v1/payment_intents";

    private static final String PAYOUTS = "/v1/payouts";

    /** More than the outbox delivers to us at a time, with the reconciliation beside it. */
    private static final int AT_ONCE = 48;

    /** 50 cents. */
    private static final String LEAST_AMOUNT = "50";

    private final Outbound http;
    private final Effects effects;

    PaymentProvider(OutboundHttp http, PaymentSettings settings, Effects effects) {
        var limits = new OutboundHttp.Limits(settings.connectTimeout(), settings.answerTimeout(), AT_ONCE);
        this.http = http.to("the payment provider", settings.url(), limits)
                .with(Map.of("Authorization", "Bearer " + settings.apiKey()));
        this.effects = effects;
    }

    /** Makes the provider's object and moves no money: pending, or declined where the card or the amount cannot be. */
    ChargeOutcome open(Intent intent) {
        var answer = http.post(
                INTENTS,
                Map.ofEntries(
                        entry("amount", String.valueOf(intent.amount().amountMinor())),
                        entry("currency", currency(intent.amount())),
                        entry("payment_method", intent.method()),
                        entry("payment_method_types[]", "card"),
                        entry("metadata[payment]", intent.id().toString()),
                        entry("metadata[reference]", intent.reference().toString())),
                key(intent.id()));
        return answer.ok() ? ProviderWords.charge(answer.json()) : ProviderWords.refusedCharge(answer);
    }

    /** Takes the money. The payer is away, so a bank that wants to ask them declines instead. */
    ChargeOutcome confirm(PaymentId id, String ref) {
        var answer = effects.attempt(
                EffectKind.CHARGE,
                id.toString(),
                "payment/" + id,
                () -> http.post(INTENTS + "/{ref}/confirm", Map.of("off_session", "true"), key(id + "-confirm"), ref));
        return changed(answer, ref);
    }

    /** Makes sure that no money will be taken, unless it has been. */
    ChargeOutcome cancel(PaymentId id, String ref) {
        var answer = http.post(
                INTENTS + "/{ref}/cancel", Map.of("cancellation_reason", "abandoned"), key(id + "-cancel"), ref);
        return changed(answer, ref);
    }

    ChargeOutcome read(String ref) {
        return ProviderWords.charge(found(http.get(INTENTS + "/{ref}", ref)));
    }

    RefundOutcome refund(Refund refund, String intentRef) {
        var answer = effects.attempt(
                EffectKind.REFUND,
                refund.id().toString(),
                "payment/" + refund.payment(),
                () -> http.post(
                        "/v1/refunds",
                        Map.of(
                                "payment_intent", intentRef,
                                "amount", String.valueOf(refund.amount().amountMinor()),
                                "metadata[refund]", refund.id().toString()),
                        key(refund.id())));
        return answer.ok() ? ProviderWords.refund(answer.json()) : ProviderWords.refusedRefund(answer);
    }

    /** Looks among the refunds of the payment for ours; empty if the provider never heard of it. */
    Optional<RefundOutcome> find(Refund refund, String intentRef) {
        return found(http.get("/v1/refunds?payment_intent={ref}&limit=100", intentRef))
                .path("data")
                .valueStream()
                .filter(candidate -> candidate
                        .at("/metadata/refund")
                        .asString("")
                        .equals(refund.id().toString()))
                .findFirst()
                .map(ProviderWords::refund);
    }

    RefundOutcome readRefund(String ref) {
        return ProviderWords.refund(found(http.get("/v1/refunds/{ref}", ref)));
    }

    /** Hands a payee their money out of what the provider holds for us. */
    PayoutOutcome payOut(Payout payout) {
        var answer = effects.attempt(
                EffectKind.PAYOUT,
                payout.id().toString(),
                "payee/" + payout.payee(),
                () -> http.post(
                        PAYOUTS,
                        Map.of(
                                "amount", String.valueOf(payout.amount().amountMinor()),
                                "currency", currency(payout.amount()),
                                "destination", payout.destination(),
                                "metadata[payout]", payout.id().toString()),
                        key(payout.id())));
        return answer.ok() ? ProviderWords.payout(answer.json()) : ProviderWords.refusedPayout(answer);
    }

    /** Looks among the newest payouts to the same account for ours; empty if the provider never heard of it. */
    Optional<PayoutOutcome> find(Payout payout) {
        return found(http.get(PAYOUTS + "?destination={destination}&limit=100", payout.destination()))
                .path("data")
                .valueStream()
                .filter(candidate -> candidate
                        .at("/metadata/payout")
                        .asString("")
                        .equals(payout.id().toString()))
                .findFirst()
                .map(ProviderWords::payout);
    }

    PayoutOutcome readPayout(String ref) {
        return ProviderWords.payout(found(http.get(PAYOUTS + "/{ref}", ref)));
    }

    DisputeNews readDispute(String ref) {
        return ProviderWords.dispute(found(http.get("/v1/disputes/{ref}", ref)));
    }

    /** Asks a card for the least there is, takes nothing of it, and answers as the provider did. */
    JsonNode authorise(UUID rehearsal, String method) {
        return found(http.post(
                INTENTS,
                Map.of(
                        "amount", LEAST_AMOUNT,
                        "currency", "eur",
                        "payment_method", method,
                        "payment_method_types[]", "card",
                        "capture_method", "manual",
                        "confirm", "true",
                        "off_session", "true",
                        "metadata[rehearsal]", rehearsal.toString()),
                key(rehearsal)));
    }

    /** Gives up what {@link #authorise} asked for, and answers as the provider did. */
    JsonNode giveUp(UUID rehearsal, String ref) {
        return found(http.post(INTENTS + "/" + ref + "/cancel", Map.of(), key(rehearsal + "-cancel")));
    }

    /** What moved in our balance on one day of the provider's, which is UTC's, from after the line {@code after} on; newest first. */
    StatementPage statement(LocalDate day, String after) {
        return ProviderWords.statement(found(http.get(
                "/v1/balance_transactions?created[gte]={from}&created[lt]={until}&expand[]=data.source&limit=100"
                        + (after.isEmpty() ? "" : "&starting_after={after}"),
                day.atStartOfDay().toEpochSecond(ZoneOffset.UTC),
                day.plusDays(1).atStartOfDay().toEpochSecond(ZoneOffset.UTC),
                after)));
    }

    /** {@code next} is the line after which the next page begins, empty on the last. */
    record StatementPage(List<StatementLine> lines, String next) {}

    /** Where the object has moved on without us, what counts is where it is now. */
    private ChargeOutcome changed(Answer answer, String ref) {
        if (answer.ok()) return ProviderWords.charge(answer.json());
        return ProviderWords.hasMovedOn(answer) ? read(ref) : ProviderWords.refusedCharge(answer);
    }

    private static JsonNode found(Answer answer) {
        if (!answer.ok()) throw ProviderWords.refused(answer);
        return answer.json();
    }

    private static String currency(Money amount) {
        return amount.currency().getCurrencyCode().toLowerCase(Locale.ROOT);
    }

    private static Map<String, String> key(Object key) {
        return Map.of("Idempotency-Key", key.toString());
    }
}
