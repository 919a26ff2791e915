package dev.fairground.platform.idempotency;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The keys that were used, and what was answered under each. */
@Component
class IdempotencyKeys {

    /** What we promise to those who repeat: a client that was offline for a night still gets the answer of the evening. */
    static final Duration KEPT = Duration.ofHours(24);

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    IdempotencyKeys(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** Forgets up to {@code most} answers that are older than promised, and tells how many. */
    int forget(int most) {
        return jdbc.sql("""
                delete from idempotency.answer
                 where ctid = any (array(select ctid
                                           from idempotency.answer
                                          where at < :before
                                          order by at
                                          limit :most
                                            for update skip locked))
                """)
                .param("before", clock.instant().minus(KEPT).atOffset(ZoneOffset.UTC))
                .param("most", most)
                .update();
    }

    /** Holds the key for the rest of the transaction; refuses at once where another request holds it. */
    void lock(KeyedCall call) {
        boolean held = jdbc.sql("select pg_try_advisory_xact_lock(:key)")
                .param("key", call.lock())
                .query(Boolean.class)
                .single();
        if (!held) {
            throw KeyRefused.inFlight();
        }
    }

    /** The answer given earlier under this key; refuses where it was given to another request. */
    Optional<Answer> find(KeyedCall call) {
        return jdbc.sql("""
                select fingerprint, status, headers, body
                  from idempotency.answer
                 where principal = :principal and method = :method and route = :route and key = :key
                """)
                .params(call.scope())
                .query((row, _) -> {
                    if (!java.util.Arrays.equals(row.getBytes("fingerprint"), call.fingerprint())) {
                        throw KeyRefused.reused();
                    }
                    return new Answer(
                            row.getInt("status"),
                            json.readValue(row.getString("headers"), new TypeReference<>() {}),
                            row.getBytes("body"),
                            true);
                })
                .optional();
    }

    void store(KeyedCall call, Answer answer) {
        if (insert(call, answer) == 0) {
            // Unreachable under the lock. If it ever is reached, the effect must not be kept a second time.
            throw KeyRefused.inFlight();
        }
    }

    /** Stores {@code answer}, or gives back the one that came first. */
    Answer storeUnlessAnswered(KeyedCall call, Answer answer) {
        return insert(call, answer) == 1 ? answer : find(call).orElse(answer);
    }

    private int insert(KeyedCall call, Answer answer) {
        return jdbc.sql("""
                insert into idempotency.answer (principal, method, route, key, fingerprint, status, headers, body, at)
                values (:principal, :method, :route, :key, :fingerprint, :status, :headers::jsonb, :body, :at)
                on conflict on constraint answer_pk do nothing
                """)
                .params(call.scope())
                .param("fingerprint", call.fingerprint())
                .param("status", answer.status())
                .param("headers", json.writeValueAsString(answer.headers()))
                .param("body", answer.body())
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }
}
