package dev.fairground.notifications;

import dev.fairground.access.Caller;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Puts notices into inboxes, and marks them read. */
@Component
class Inbox {

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Inbox(JdbcClient jdbc, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /** Tells each what they were not told before, and asks for the mails of those alone. */
    @Transactional
    void put(List<Notice> notices) {
        var added = new HashSet<>(jdbc.sql("""
                insert into notifications.notification (id, member_id, kind, about, occasion, title, body, created_at)
                select notice.*, :now
                  from unnest(:ids::uuid[], :members::uuid[], :kinds::text[], :abouts::text[], :occasions::text[],
                              :titles::text[], :bodies::text[]) notice
                    on conflict on constraint notification_once_per_occasion do nothing
                returning id
                """)
                .param(
                        "ids",
                        notices.stream().map(notice -> notice.id().value()).toArray(UUID[]::new))
                .param(
                        "members",
                        notices.stream().map(notice -> notice.member().value()).toArray(UUID[]::new))
                .param("kinds", texts(notices, Notice::kind))
                .param("abouts", texts(notices, Notice::about))
                .param("occasions", texts(notices, Notice::occasion))
                .param("titles", texts(notices, Notice::title))
                .param("bodies", texts(notices, Notice::body))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .list());
        notices.stream()
                .filter(notice -> notice.mailed() && added.contains(notice.id().value()))
                .forEach(notice -> events.publishEvent(new MailDue(notice.id())));
    }

    /** Read stays read: the moment of the first time is kept. */
    @Transactional
    void markRead(Caller caller, NotificationId id) {
        int own = jdbc.sql("""
                update notifications.notification
                   set read_at = coalesce(read_at, :now)
                 where id = :id
                   and member_id = :member
                """)
                .param("id", id.value())
                .param("member", caller.id().value())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        if (own == 0) {
            throw NotificationRefused.noSuchNotification();
        }
    }

    private static String[] texts(List<Notice> notices, Function<Notice, String> field) {
        return notices.stream().map(field).toArray(String[]::new);
    }
}
