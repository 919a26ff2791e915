package dev.fairground.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.access.Cast;
import dev.fairground.access.Cast.Person;
import dev.fairground.notifications.Preferences.Wishes;
import dev.fairground.platform.jobs.JobReport;
import dev.fairground.platform.jobs.Jobs;
import dev.fairground.platform.outbox.Outbox;
import dev.fairground.platform.outbox.OutboxListener;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.Outside;
import dev.fairground.testing.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The mail that nobody needs goes to whoever asked for it, once, behind all others. */
@FairgroundTest
class DigestTest {

    @Autowired
    Cast cast;

    @Autowired
    Jobs jobs;

    @Autowired
    Outbox outbox;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Preferences preferences;

    @Autowired
    Inbox inbox;

    @Autowired
    SettableClock clock;

    private Person buyer = new Person(dev.fairground.identity.MemberId.next(), "", "");

    @BeforeEach
    void somebodyWithUnreadNotices() {
        clock.set(SettableClock.START);
        jdbc.sql("delete from outbox.delivery").update();
        jdbc.sql("delete from notifications.preference").update();
        buyer = cast.member("buyer");
        tell("The first");
        tell("The second");
    }

    @AfterEach
    void noonAgain() {
        clock.set(SettableClock.START);
    }

    @Test
    void who_asked_is_mailed_what_is_unread_once() {
        preferences.change(buyer.id(), new Wishes(true, true, true));
        assertThat(run()).isEqualTo(JobReport.ok(1));
        outbox.deliverDue();
        assertThat(Outside.mailTo(buyer.email()))
                .singleElement()
                .satisfies(mail -> assertThat(mail.path("Text").asString()).contains("The second · The first"));

        assertThat(run()).as("nothing is new").isEqualTo(JobReport.NOTHING);
        clock.advance(Duration.ofDays(1));
        assertThat(run()).as("nothing is new the next night").isEqualTo(JobReport.NOTHING);
        tell("The third");
        assertThat(run()).isEqualTo(JobReport.ok(1));
    }

    @Test
    void it_waits_behind_everything_that_somebody_waits_for() throws Exception {
        assertThat(lane()).isEqualTo(OutboxListener.Lane.BULK);
    }

    @Test
    void who_did_not_ask_or_thought_better_of_it_or_has_read_everything_gets_none() {
        assertThat(run()).isEqualTo(JobReport.NOTHING);
        preferences.change(buyer.id(), new Wishes(true, true, true));
        run();
        preferences.change(buyer.id(), new Wishes(true, true, false));
        outbox.deliverDue();
        assertThat(Outside.mailTo(buyer.email())).isEmpty();

        preferences.change(buyer.id(), new Wishes(true, true, true));
        tell("The third");
        run();
        jdbc.sql("update notifications.notification set read_at = created_at").update();
        outbox.deliverDue();
        assertThat(Outside.mailTo(buyer.email())).isEmpty();
    }

    @Test
    void one_that_waited_until_the_next_night_and_one_after_a_complaint_are_not_sent() {
        preferences.change(buyer.id(), new Wishes(true, true, true));
        run();
        clock.advance(Duration.ofHours(21));
        outbox.deliverDue();
        assertThat(Outside.mailTo(buyer.email())).isEmpty();

        jdbc.sql("""
                insert into notifications.suppression (address, member_id, cause, detail, since)
                     values (:address, :member, 'COMPLAINT', 'Unwishes', now())
                """)
                .param("address", buyer.email())
                .param("member", buyer.id().value())
                .update();
        tell("The third");
        run();
        outbox.deliverDue();
        assertThat(Outside.mailTo(buyer.email())).isEmpty();
    }

    private void tell(String title) {
        clock.advance(Duration.ofSeconds(1));
        inbox.put(List.of(Notice.of(buyer.id(), "test", "member/" + buyer.id(), title, "Something.")
                .each(title)));
    }

    private JobReport run() {
        return jobs.runNow("send-digests", "system");
    }

    private static OutboxListener.Lane lane() throws NoSuchMethodException {
        var listener = MailDigests.class.getDeclaredMethod("on", DigestDue.class);
        return Objects.requireNonNull(listener.getAnnotation(OutboxListener.class))
                .lane();
    }
}
