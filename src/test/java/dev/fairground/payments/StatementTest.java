package dev.fairground.payments;

import static dev.fairground.testing.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairground.access.Cast;
import dev.fairground.platform.http.OutboundFailure;
import dev.fairground.platform.jobs.JobReport;
import dev.fairground.platform.jobs.Jobs;
import dev.fairground.platform.outbox.Outbox;
import dev.fairground.testing.Api;
import dev.fairground.testing.Chance;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.SettableClock;
import dev.fairground.testing.SimulatedProvider;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Each night the provider's statement is held against our books: what differs is found once, shown to staff, and gone when it is mended. */
@FairgroundTest
class StatementTest {

    @LocalServerPort
    int port;

    @Autowired
    Cast cast;

    @Autowired
    Jobs jobs;

    @Autowired
    SettableClock clock;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MeterRegistry meters;

    private final Till till;

    @Autowired
    StatementTest(
            Payments payments, TransactionOperations transaction, Outbox outbox, JdbcClient jdbc, SettableClock clock) {
        this.till = new Till(payments, transaction, outbox, jdbc, clock);
    }

    @BeforeEach
    void open() {
        till.open();
    }

    /** Every way in which money moves, on one day. */
    @Test
    void a_day_on_which_all_went_well_has_no_differences() {
        till.payOutTo("btok_us_accountClosed");
        var refunded = till.request("pm_card_refundFail");
        till.earned();
        till.refund(refunded, 1000);
        SimulatedProvider.won(till.disputed(till.captured()));
        jobs.runNow(PayOutEarnings.NAME, "system");
        till.deliver();
        SimulatedProvider.tell(port, false);
        till.deliver();

        assertThat(theNextNight().bad()).isZero();
        assertThat(jdbc.sql("select count(*) from payments.statement_line")
                        .query(Long.class)
                        .single())
                .isEqualTo(9);
        assertThat(jdbc.sql("select distinct kind from payments.statement_line order by kind")
                        .query(String.class)
                        .list())
                .containsExactly(
                        "CAPTURE",
                        "DISPUTE_REINSTATED",
                        "DISPUTE_WITHDRAWN",
                        "PAYOUT_FAILED",
                        "PAYOUT_SENT",
                        "REFUND",
                        "REFUND_RETURNED");
        assertThat(differences()).isEmpty();
        assertThat(measured()).isZero();
    }

    @Test
    void what_the_provider_took_without_us_is_missing_here_until_it_is_booked() {
        till.captured();
        unbook();
        theNextNight();

        assertThat(differences()).containsExactly("MISSING_HERE CAPTURE null 2500");
        assertThat(measured()).isEqualTo(1);
        theNextNight();
        assertThat(differences()).hasSize(1);

        book();
        theNextNight();
        assertThat(differences()).isEmpty();
        assertThat(measured()).isZero();
        assertThat(jdbc.sql("select count(*) from payments.statement_difference where resolved_at is not null")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void a_charge_behind_our_back_is_missing_here() {
        SimulatedProvider.charge(Chance.id(), 700);
        theNextNight();

        assertThat(differences()).containsExactly("MISSING_HERE CAPTURE null 700");
    }

    @Test
    void what_we_booked_and_the_provider_never_did_is_missing_there() {
        till.captured();
        SimulatedProvider.reset();
        theNextNight();

        assertThat(differences()).containsExactly("MISSING_THERE CAPTURE 2500 null");
    }

    @Test
    void another_amount_differs_until_the_provider_corrects_it() {
        till.captured();
        SimulatedProvider.dial("{\"miscounted\": 1}");
        theNextNight();
        assertThat(differences()).containsExactly("AMOUNT_DIFFERS CAPTURE 2500 2501");

        SimulatedProvider.dial("{\"miscounted\": 2}");
        theNextNight();
        assertThat(differences()).containsExactly("AMOUNT_DIFFERS CAPTURE 2500 2502");

        SimulatedProvider.dial("{\"miscounted\": 0}");
        theNextNight();
        assertThat(differences()).isEmpty();
    }

    @Test
    void a_difference_is_not_forgotten_when_its_day_is_long_past() {
        SimulatedProvider.charge(Chance.id(), 700);
        theNextNight();
        clock.advance(Duration.ofDays(40));
        jobs.runNow(ReadStatement.NAME, "system");

        assertThat(differences()).hasSize(1);
    }

    @Test
    void a_long_statement_is_read_to_its_end_and_a_night_without_the_provider_is_made_up_for() {
        for (int i = 0; i < 101; i++) SimulatedProvider.charge(Chance.id(), 100 + i);
        clock.set(SettableClock.START.plus(Duration.ofDays(1)));
        SimulatedProvider.dial("{\"errorNext\": 1}");
        assertThatThrownBy(() -> jobs.runNow(ReadStatement.NAME, "system")).isInstanceOf(OutboundFailure.class);
        assertThat(differences()).isEmpty();

        clock.advance(Duration.ofDays(2));
        assertThat(jobs.runNow(ReadStatement.NAME, "system").ok()).as("pages").isEqualTo(4);
        assertThat(differences()).hasSize(101);
    }

    @Test
    void staff_see_the_differences_and_nobody_else_does() {
        SimulatedProvider.charge(Chance.id(), 700);
        SimulatedProvider.charge(Chance.id(), 800);
        theNextNight();

        var support = cast.program(Api.at(port), cast.staff("support", "staff:support-read"));
        var seen = support.get("/api/v2/statement-differences?limit=1&total=exact");
        assertThat(seen.at("/items/0/kind")).isEqualTo("MISSING_HERE");
        assertThat(seen.json().at("/items/0").has("oursMinor")).isFalse();
        assertThat(seen.json().at("/total/count").asInt()).isEqualTo(2);
        assertThat(support.get("/api/v1/statement-differences?cursor=" + seen.at("/next"))
                        .json()
                        .at("/items"))
                .hasSize(1);
        var stranger = cast.program(Api.at(port), cast.member("stranger"));
        assertThat(stranger.get("/api/v1/statement-differences")).refused(403, "right-missing");
    }

    /** The provider's clock stands at the start, which therefore is the day that is looked at. */
    private JobReport theNextNight() {
        clock.set(SettableClock.START.plus(Duration.ofDays(1)));
        return jobs.runNow(ReadStatement.NAME, "system");
    }

    private List<String> differences() {
        return jdbc.sql("""
                  select kind || ' ' || entry_kind || ' ' || coalesce(ours_minor::text, 'null') || ' ' || coalesce(theirs_minor::text, 'null') as seen
                    from payments.statement_difference
                   where resolved_at is null
                order by id
                """).query((row, _) -> row.getString("seen")).list();
    }

    private double measured() {
        return meters.get("fairground.payments.statement.differences").gauge().value();
    }

    /** As if the capture had been forgotten. */
    private void unbook() {
        jdbc.sql("""
                alter table payments.posting disable trigger user;
                alter table payments.ledger_entry disable trigger user;
                create table payments.kept_entry as select * from payments.ledger_entry;
                create table payments.kept_posting as select * from payments.posting;
                truncate payments.posting, payments.ledger_entry;
                alter table payments.posting enable trigger user;
                alter table payments.ledger_entry enable trigger user
                """).update();
    }

    private void book() {
        jdbc.sql("""
                with entry as (insert into payments.ledger_entry select * from payments.kept_entry)
                insert into payments.posting select * from payments.kept_posting;
                drop table payments.kept_entry, payments.kept_posting
                """).update();
    }
}
