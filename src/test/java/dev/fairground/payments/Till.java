package dev.fairground.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairground.identity.MemberId;
import dev.fairground.money.Money;
import dev.fairground.payments.Payments.State;
import dev.fairground.platform.outbox.Outbox;
import dev.fairground.testing.Chance;
import dev.fairground.testing.SettableClock;
import dev.fairground.testing.SimulatedProvider;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** What the module's neighbours do, each act in a transaction of its own, and what tests look at afterwards. Amounts are euro cents. */
final class Till {

    static final String GOOD_CARD = "pm_card_visa";
    static final long PRICE = 2500;
    static final long FEE = 125;

    final UUID payee = Chance.id();

    private final Payments payments;
    private final TransactionOperations transaction;
    private final Outbox outbox;
    private final JdbcClient jdbc;
    private final SettableClock clock;

    Till(Payments payments, TransactionOperations transaction, Outbox outbox, JdbcClient jdbc, SettableClock clock) {
        this.payments = payments;
        this.transaction = transaction;
        this.outbox = outbox;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Empties the till, the outbox and the provider. */
    void open() {
        jdbc.sql("""
                truncate outbox.delivery, payments.webhook_event;
                alter table payments.posting disable trigger user;
                alter table payments.ledger_entry disable trigger user;
                truncate payments.posting, payments.ledger_entry, payments.refund, payments.dispute, payments.payout, payments.payout_account,
                         payments.intent, payments.statement_difference, payments.statement_line, payments.statement_day;
                alter table payments.posting enable trigger user;
                alter table payments.ledger_entry enable trigger user
                """).update();
        SimulatedProvider.reset();
        clock.set(SettableClock.START);
    }

    static Money eur(long cents) {
        return Money.of(cents, "EUR");
    }

    /** Asks for the price; returns the reference. */
    UUID request(String card) {
        return request(eur(PRICE), eur(FEE), card);
    }

    UUID request(Money amount, Money fee, String card) {
        var reference = Chance.id();
        request(reference, amount, fee, card);
        return reference;
    }

    void request(UUID reference, Money amount, Money fee, String card) {
        within(() -> payments.request(new Payments.Request(reference, MemberId.next(), payee, amount, fee, card)));
    }

    UUID captured() {
        var reference = request(GOOD_CARD);
        deliver();
        return reference;
    }

    /** Captured, and the payee can have their part. */
    UUID earned() {
        var reference = captured();
        release(reference);
        return reference;
    }

    void release(UUID reference) {
        transaction.executeWithoutResult(_ -> payments.release(reference));
    }

    void payOutTo(String destination) {
        transaction.executeWithoutResult(_ -> payments.payOutTo(payee, destination));
    }

    void cancel(UUID reference) {
        transaction.executeWithoutResult(_ -> payments.cancel(reference));
    }

    RefundId refund(UUID reference, long cents) {
        return refund(reference, cents, "Arrived broken");
    }

    RefundId refund(UUID reference, long cents, String why) {
        return within(() -> payments.refund(reference, eur(cents), why));
    }

    static void refused(String code, ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        PaymentRefused.class,
                        refused -> assertThat(refused.reason().code()).isEqualTo(code));
    }

    Outbox.Counts deliver() {
        return outbox.deliverDue();
    }

    /** Delivers what failed before, too. */
    Outbox.Counts deliverAgain() {
        clock.advance(Duration.ofSeconds(60));
        return deliver();
    }

    PaymentId id(UUID reference) {
        return payments.status(reference).orElseThrow().payment();
    }

    State state(UUID reference) {
        return payments.status(reference).orElseThrow().state();
    }

    List<Money> owed() {
        return payments.owedTo(payee);
    }

    long balance(String account) {
        return jdbc.sql("select coalesce(sum(amount_minor), 0) from payments.posting where account = :account")
                .param("account", account)
                .query(Long.class)
                .single();
    }

    /** What the provider really holds for us. */
    static long heldByProvider() {
        return SimulatedProvider.journal().path("balance").asLong();
    }

    /** The payer's bank takes back what is left of it; answers the provider's id of the dispute. */
    String disputed(UUID reference) {
        return SimulatedProvider.disputed(
                jdbc.sql("select provider_ref from payments.intent where reference = :reference")
                        .param("reference", reference)
                        .query(String.class)
                        .single());
    }

    long entries(UUID reference) {
        return jdbc.sql("""
                select count(*)
                  from payments.ledger_entry
                  join payments.intent on intent.id = intent_id
                 where reference = :reference
                """).param("reference", reference).query(Long.class).single();
    }

    /** The kind and state of each of the provider's events, as they came. */
    List<String> inbox() {
        return jdbc.sql("select kind || ' ' || state from payments.webhook_event order by id")
                .query((row, _) -> row.getString(1))
                .list();
    }

    /** How often the provider charged with success. */
    int charges(UUID reference) {
        return SimulatedProvider.charges(reference).path("succeeded").asInt();
    }

    long keptByProvider(UUID reference) {
        var charges = SimulatedProvider.charges(reference);
        return charges.path("amountCaptured").asLong()
                - charges.path("amountRefunded").asLong();
    }

    private <T> T within(Supplier<T> act) {
        return java.util.Objects.requireNonNull(transaction.execute(_ -> act.get()));
    }
}
