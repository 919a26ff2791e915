package dev.fairground.payments;

import static dev.fairground.payments.Till.GOOD_CARD;
import static dev.fairground.payments.Till.eur;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairground.money.Money;
import dev.fairground.platform.outbox.Outbox;
import dev.fairground.testing.Chance;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.SettableClock;
import java.util.ArrayList;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

@FairgroundTest
class LedgerTest {

    @Autowired
    Payments payments;

    @Autowired
    Settle settle;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionOperations transaction;

    private final Till till;

    @Autowired
    LedgerTest(
            Payments payments, TransactionOperations transaction, Outbox outbox, JdbcClient jdbc, SettableClock clock) {
        this.till = new Till(payments, transaction, outbox, jdbc, clock);
    }

    @BeforeEach
    void open() {
        till.open();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 7, 42})
    void it_sums_to_zero_after_every_step_of_any_sequence(long seed) {
        var random = new Random(seed);
        var paid = new ArrayList<UUID>();
        long returned = 0;
        for (int step = 0; step < 40; step++) {
            if (paid.isEmpty() || random.nextInt(3) == 0) paid.add(pay(random));
            else returned += refundSome(paid.get(random.nextInt(paid.size())), random);
            till.deliver();

            assertThat(sum()).as("seed %d, step %d", seed, step).isZero();
            assertThat(till.balance("provider:cash"))
                    .as("seed %d, step %d: what the provider holds", seed, step)
                    .isEqualTo(paid.stream().mapToLong(till::keptByProvider).sum() + returned);
            assertThat(till.balance("platform:fees")).isNotPositive();
        }
    }

    private UUID pay(Random random) {
        long amount = random.nextLong(50, 5000);
        return till.request(eur(amount), eur(random.nextLong(amount + 1)), GOOD_CARD);
    }

    /** A tenth of them come back from the payer's bank; returns how much did. */
    private long refundSome(UUID reference, Random random) {
        var status = payments.status(reference).orElseThrow();
        long left = status.amount().minus(status.refunded()).amountMinor();
        if (left == 0) return 0;
        var refund = till.refund(reference, random.nextInt(4) == 0 ? left : random.nextLong(1, left + 1));
        if (random.nextInt(10) > 0) return 0;
        till.deliver();
        long before = till.balance("provider:cash");
        settle.refund(refund, new RefundOutcome.Failed());
        return till.balance("provider:cash") - before;
    }

    @Test
    void an_entry_that_does_not_sum_to_zero_cannot_be_committed() {
        assertThatThrownBy(() -> book(entry -> {
                    post(entry, "provider:cash", 100, "EUR");
                    post(entry, "platform:fees", -99, "EUR");
                }))
                .hasMessageContaining("does not balance");
        assertThatThrownBy(() -> book(entry -> {
                    post(entry, "provider:cash", 100, "EUR");
                    post(entry, "platform:fees", -100, "USD");
                }))
                .hasMessageContaining("does not balance");
        assertThatThrownBy(() -> book(_ -> {})).hasMessageContaining("does not balance");
        book(entry -> {
            post(entry, "provider:cash", 100, "EUR");
            post(entry, "platform:fees", -100, "EUR");
        });
    }

    @Test
    void nothing_is_added_to_an_entry_later_and_nothing_in_it_changes() {
        till.captured();

        assertThatThrownBy(() -> jdbc.sql("""
                insert into payments.posting (entry_id, account, amount_minor, currency)
                     select id, 'provider:cash', 1, 'USD' from payments.ledger_entry
                """).update()).hasMessageContaining("does not balance");
        for (var change : new String[] {
            "update payments.posting set amount_minor = amount_minor * 2",
            "delete from payments.posting",
            "truncate payments.posting",
            "update payments.ledger_entry set at = now()",
            "delete from payments.ledger_entry",
            "truncate payments.ledger_entry cascade"
        }) {
            assertThatThrownBy(() -> jdbc.sql(change).update()).as(change).hasMessageContaining("append-only");
        }
    }

    @Test
    void the_same_capture_or_refund_cannot_be_booked_twice() {
        var reference = till.captured();
        till.refund(reference, 100);
        till.deliver();

        assertThatThrownBy(() -> jdbc.sql("""
                insert into payments.ledger_entry (id, kind, intent_id, at)
                     select gen_random_uuid(), kind, intent_id, at from payments.ledger_entry where kind = 'CAPTURE'
                """).update()).hasMessageContaining("ledger_entry_once_per_capture");
        assertThatThrownBy(() -> jdbc.sql("""
                insert into payments.ledger_entry (id, kind, intent_id, refund_id, at)
                     select gen_random_uuid(), kind, intent_id, refund_id, at from payments.ledger_entry where kind = 'REFUND'
                """).update()).hasMessageContaining("ledger_entry_once_per_refund");
    }

    @Test
    void currencies_are_never_mixed() {
        till.captured();
        till.request(Money.of(700, "USD"), Money.of(7, "USD"), GOOD_CARD);
        till.deliver();

        assertThat(till.owed()).containsExactly(eur(2375), Money.of(693, "USD"));
    }

    private void book(java.util.function.Consumer<UUID> postings) {
        var reference = till.request(GOOD_CARD);
        transaction.executeWithoutResult(_ -> {
            var entry = Chance.id();
            jdbc.sql("""
                    insert into payments.ledger_entry (id, kind, intent_id, at)
                         select :entry, 'CAPTURE', id, recorded_at from payments.intent where reference = :reference
                    """).param("entry", entry).param("reference", reference).update();
            postings.accept(entry);
        });
    }

    private void post(UUID entry, String account, long amount, String currency) {
        jdbc.sql("""
                insert into payments.posting (entry_id, account, amount_minor, currency)
                     values (:entry, :account, :amount, :currency)
                """)
                .param("entry", entry)
                .param("account", account)
                .param("amount", amount)
                .param("currency", currency)
                .update();
    }

    private long sum() {
        return jdbc.sql("select coalesce(sum(amount_minor), 0) from payments.posting")
                .query(Long.class)
                .single();
    }
}
