package dev.fairground.notifications;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.fairground.identity.MemberId;
import dev.fairground.platform.ids.UuidV7;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The devices that take push messages, and those that did. */
@Repository
class DeviceStore {

    private final JdbcClient jdbc;
    private final Clock clock;

    DeviceStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A token is one device's: whoever registers it last has the device in their hand. */
    UUID register(MemberId member, Platform platform, String token) {
        return jdbc.sql("""
                insert into notifications.device (id, member_id, platform, token, registered_at)
                     values (:id, :member, :platform, :token, :now)
                on conflict on constraint device_token_unique do update
                        set member_id = excluded.member_id, platform = excluded.platform, registered_at = excluded.registered_at,
                            retired_at = null, retired_why = null
                  returning id
                """)
                .param("id", UuidV7.next())
                .param("member", member.value())
                .param("platform", platform.name())
                .param("token", token)
                .param("now", now())
                .query(UUID.class)
                .single();
    }

    /** False if the member has no such device. */
    boolean retire(MemberId member, UUID device) {
        return 1
                == jdbc.sql("""
                update notifications.device
                   set retired_at = coalesce(retired_at, :now), retired_why = coalesce(retired_why, 'MEMBER')
                 where id = :id and member_id = :member
                """)
                        .param("id", device)
                        .param("member", member.value())
                        .param("now", now())
                        .update();
    }

    /** The gateway says that nobody is there any more. One that has registered anew since is another's word for the same device. */
    void retireUnregistered(UUID device) {
        jdbc.sql("""
                update notifications.device
                   set retired_at = :now, retired_why = 'UNREGISTERED'
                 where id = :id and retired_at is null
                """).param("id", device).param("now", now()).update();
    }

    /** Those that are sent to, in the order of their registration. */
    List<Device> live(MemberId member) {
        return jdbc.sql("""
                  select id, token
                    from notifications.device
                   where member_id = :member and retired_at is null
                order by id
                """)
                .param("member", member.value())
                .query((row, _) -> new Device(row.getObject("id", UUID.class), row.getString("token")))
                .list();
    }

    /** All that the member ever had, without the tokens: who has one can send to it. */
    List<DeviceLine> all(MemberId member) {
        return jdbc.sql("""
                  select id, platform, registered_at, retired_at, retired_why
                    from notifications.device
                   where member_id = :member
                order by id
                """)
                .param("member", member.value())
                .query((row, _) -> {
                    var retired = row.getObject("retired_at", OffsetDateTime.class);
                    return new DeviceLine(
                            row.getObject("id", UUID.class),
                            Platform.valueOf(row.getString("platform")),
                            row.getTimestamp("registered_at").toInstant(),
                            retired == null ? null : retired.toInstant(),
                            row.getString("retired_why"));
                })
                .list();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    enum Platform {
        ANDROID,
        IOS,
        WEB
    }

    /** @param retiredWhy MEMBER or UNREGISTERED; left out, like the moment, while messages go to it */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DeviceLine(
            UUID id,
            Platform platform,
            Instant registeredAt,
            @Nullable Instant retiredAt,
            @Nullable String retiredWhy) {}
}
