package dev.fairground.platform.effects;

import static dev.fairground.testing.RowFixture.aRow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairground.platform.effects.EffectViews.EffectLine;
import dev.fairground.platform.effects.EffectViews.State;
import dev.fairground.platform.http.OutboundFailure;
import dev.fairground.platform.http.PermanentFailure;
import dev.fairground.platform.http.TransientFailure;
import dev.fairground.platform.http.UnknownOutcome;
import dev.fairground.platform.jobs.JobReport;
import dev.fairground.platform.jobs.Jobs;
import dev.fairground.platform.work.Cause;
import dev.fairground.testing.Chance;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.Proves;
import dev.fairground.testing.Rows;
import dev.fairground.testing.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@FairgroundTest
class EffectsTest {

    private static final String TARGET = "member/" + Chance.id();

    @Autowired
    Effects effects;

    @Autowired
    EffectViews views;

    @Autowired
    Jobs jobs;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    SettableClock clock;

    private String release = "";

    @BeforeEach
    void aReleaseOfItsOwn() {
        clock.set(SettableClock.START);
        release = Chance.name("r");
    }

    @AfterEach
    void noonAgain() {
        clock.set(SettableClock.START);
    }

    @Test
    void an_effect_is_written_down_before_it_is_tried_and_a_repetition_finds_its_row() {
        var key = Chance.name("letter-");
        caused(() -> effects.attempt(EffectKind.MAIL, key, TARGET, () -> {
            assertThat(only().state()).isEqualTo(State.INTENDED);
            return "taken";
        }));
        var first = only();
        caused(() -> effects.attempt(EffectKind.MAIL, key, TARGET, () -> "taken again"));
        effects.happened(EffectKind.MAIL, key);

        assertThat(only().id()).isEqualTo(first.id());
        assertThat(only().state()).isEqualTo(State.DONE);
        assertThat(only().doneAt()).isEqualTo(SettableClock.START);
        assertThat(only().listener()).isEqualTo("tests.sender");
        assertThat(only().actor()).isEqualTo("member/1");
        assertThat(only().target()).isEqualTo(TARGET);
    }

    @Test
    void what_is_known_of_a_failure_is_what_is_written_down() {
        assertThat(stateAfter(new TransientFailure("busy", null))).isEqualTo(State.INTENDED);
        assertThat(stateAfter(new UnknownOutcome("silent", null))).isEqualTo(State.UNKNOWN);
        assertThat(stateAfter(new PermanentFailure("no"))).isEqualTo(State.REFUSED);
    }

    @Test
    void an_answer_that_was_lost_and_comes_later_counts() {
        var key = Chance.name("charge-");
        fail(key, new UnknownOutcome("silent", null));
        effects.happened(EffectKind.CHARGE, key);
        effects.unanswered(EffectKind.CHARGE, key);
        assertThat(only().state()).isEqualTo(State.DONE);

        effects.undone(EffectKind.CHARGE, key);
        effects.happened(EffectKind.CHARGE, key);
        assertThat(only().state()).as("told again, late").isEqualTo(State.UNDONE);
        assertThat(effects.hasHappened(EffectKind.CHARGE, key)).isTrue();

        effects.stands(EffectKind.CHARGE, key);
        assertThat(only().state()).isEqualTo(State.DONE);
        effects.refused(EffectKind.CHARGE, key);
        assertThat(only().doneAt()).isNull();
    }

    @Test
    @Proves("fx-tracked-ids")
    void a_release_is_asked_for_exactly_what_it_did() {
        caused(() -> effects.attempt(EffectKind.MAIL, Chance.name("a-"), TARGET, () -> "taken"));
        caused(() -> effects.attempt(EffectKind.CHARGE, Chance.name("b-"), "payment/1", () -> "taken"));
        effects.attempt(EffectKind.MAIL, Chance.name("c-"), TARGET, () -> "by the release that runs");

        assertThat(views.of(release, null, null, 10))
                .extracting(EffectLine::kind)
                .containsExactlyInAnyOrder(EffectKind.MAIL, EffectKind.CHARGE);
        assertThat(views.of(release, EffectKind.CHARGE, null, 10)).hasSize(1);
        assertThat(views.count(release, null)).isEqualTo(2);
        assertThat(views.of(
                        release,
                        null,
                        views.of(release, null, null, 1).getFirst().id(),
                        10))
                .hasSize(1);
    }

    @Test
    void an_effect_goes_after_190_days_with_its_place_in_a_plan() {
        jdbc.sql("delete from effects.compensation_item").update();
        jdbc.sql("delete from effects.effect").update();
        aRow("effects.compensation_item").in(Rows.in(jdbc));

        clock.advance(Duration.ofDays(190));
        assertThat(jobs.runNow("effects-purge", "system")).isEqualTo(JobReport.NOTHING);
        clock.advance(Duration.ofSeconds(1));
        assertThat(jobs.runNow("effects-purge", "system")).isEqualTo(JobReport.ok(1));
    }

    @Test
    void a_kind_that_nobody_thought_about_stops_the_start() {
        var mail = opposite(EffectKind.MAIL);
        var charge = opposite(EffectKind.CHARGE);

        assertThat(new Opposites(List.of(mail, charge)).fate(EffectKind.MAIL)).isEqualTo("Does nothing.");
        assertThat(new Opposites(List.of(mail, charge)).fate(EffectKind.PAYOUT)).contains("payee's bank");
        assertThatThrownBy(() -> new Opposites(List.of(mail))).hasMessageContaining("CHARGE");
        assertThatThrownBy(() -> new Opposites(List.of(mail, charge, mail))).hasMessageContaining("Two opposites");
        assertThatThrownBy(() -> new Opposites(List.of(mail, charge, opposite(EffectKind.PAYOUT))))
                .hasMessageContaining("PAYOUT");
    }

    private State stateAfter(OutboundFailure failure) {
        var key = Chance.name("charge-");
        fail(key, failure);
        return views.of(release, null, null, 10).stream()
                .filter(line -> line.key().equals(key))
                .findFirst()
                .orElseThrow()
                .state();
    }

    private void fail(String key, OutboundFailure failure) {
        assertThatThrownBy(() -> caused(() -> effects.attempt(EffectKind.CHARGE, key, "payment/1", () -> {
                    throw failure;
                })))
                .isSameAs(failure);
    }

    private <T> T caused(ScopedValue.CallableOp<T, RuntimeException> work) {
        return new Cause(Chance.id(), "tests.sender", "member/1", release).during(work);
    }

    private EffectLine only() {
        var lines = views.of(release, null, null, 10);
        assertThat(lines).hasSize(1);
        return lines.getFirst();
    }

    private static Opposite opposite(EffectKind kind) {
        return new Opposite() {

            @Override
            public EffectKind kind() {
                return kind;
            }

            @Override
            public String deed() {
                return "Does nothing.";
            }

            @Override
            public Optional<String> undo(Wish wish) {
                return Optional.empty();
            }
        };
    }
}
