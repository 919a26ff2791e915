package dev.fairground.notifications;

import dev.fairground.identity.MemberId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tracers that were sent. By whom, the audit trail knows. */
@Repository
class TracerStore {

    private final JdbcClient jdbc;

    TracerStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void keep(Tracer tracer) {
        jdbc.sql("""
                insert into notifications.tracer (id, member_id, channels, sent_at)
                     values (:id, :member, :channels, :now)
                """)
                .param("id", tracer.id())
                .param("member", tracer.member().value())
                .param(
                        "channels",
                        tracer.channels().stream().map(Enum::name).sorted().toArray(String[]::new))
                .param("now", tracer.sentAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    Optional<Tracer> find(UUID id) {
        return jdbc.sql("select member_id, channels, sent_at from notifications.tracer where id = :id")
                .param("id", id)
                .query((row, _) -> new Tracer(
                        id,
                        new MemberId(row.getObject("member_id", UUID.class)),
                        channels((String[]) row.getArray("channels").getArray()),
                        row.getTimestamp("sent_at").toInstant()))
                .optional();
    }

    private static Set<Channel> channels(String... names) {
        return Stream.of(names).map(Channel::valueOf).collect(Collectors.toUnmodifiableSet());
    }
}
