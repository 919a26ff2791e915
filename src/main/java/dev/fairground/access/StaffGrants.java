package dev.fairground.access;

import dev.fairground.identity.MemberId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Keeps which member of staff holds what, and is the source of those grants. */
@Repository
class StaffGrants implements GrantSource {

    /** The access review asks in weeks, not minutes. */
    private static final Duration TOUCH_EVERY = Duration.ofHours(1);

    private final JdbcClient jdbc;
    private final Clock clock;

    StaffGrants(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public Set<String> rights() {
        return Arrays.stream(Capability.values()).map(Capability::toString).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public List<Grant> grantsOf(MemberId member) {
        return held(member).stream()
                .map(held -> new Grant(held.capability().toString(), null))
                .toList();
    }

    List<Held> held(MemberId member) {
        return jdbc.sql("""
                  select capability, expires_at
                    from access.capability_grant
                   where member = :member
                     and expires_at > :now
                order by capability
                """)
                .param("member", member.value())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Held(
                        Capability.find(row.getString("capability")).orElseThrow(),
                        row.getObject("expires_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** Gives the capability, or gives it anew until {@code expiresAt}. {@code by} is null for an operator's command. */
    void give(MemberId member, Capability capability, @Nullable MemberId by, Instant now, Instant expiresAt) {
        jdbc.sql("""
                insert into access.capability_grant (member, capability, granted_by, granted_at, expires_at)
                values (:member, :capability, :by, :now, :expiresAt)
                on conflict on constraint capability_grant_pk
                do update set granted_by = excluded.granted_by, granted_at = excluded.granted_at, expires_at = excluded.expires_at
                """)
                .param("member", member.value())
                .param("capability", capability.toString())
                .param("by", by == null ? null : by.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("expiresAt", expiresAt.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** False if the member did not hold it. */
    boolean withdraw(MemberId member, Capability capability) {
        return jdbc.sql("delete from access.capability_grant where member = :member and capability = :capability")
                        .param("member", member.value())
                        .param("capability", capability.toString())
                        .update()
                == 1;
    }

    /** Remembers that the capability opened a door, so that a review can find those that nobody needs. */
    void used(MemberId member, String capability) {
        Instant now = clock.instant();
        jdbc.sql("""
                update access.capability_grant
                   set last_used_at = :now
                 where member = :member
                   and capability = :capability
                   and (last_used_at is null or last_used_at <= :stale)
                """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("stale", now.minus(TOUCH_EVERY).atOffset(ZoneOffset.UTC))
                .param("member", member.value())
                .param("capability", capability)
                .update();
    }

    /** One capability that somebody holds now. */
    record Held(Capability capability, Instant expiresAt) {}
}
