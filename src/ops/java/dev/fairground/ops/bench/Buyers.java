package dev.fairground.ops.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Members with a token each, and things to buy that do not run out. Written straight into the bench's own database: two thousand logins would
 * take minutes of hashing, and the limits on them stand.
 */
public record Buyers(List<Buyer> buyers, List<Thing> things, AtomicInteger next) {

    private static final int MOST = 10_000;
    private static final int THINGS = 2_000;

    public static Buyers of(JdbcClient jdbc) {
        var members = jdbc.sql("""
                  select id::text
                    from identity.member m
                   where confirmed_at is not null
                     and handle ~ '^m-'
                     and not exists (select from identity.suspension s where s.member = m.id)
                     and not exists (select from shops.team_member t where t.member_id = m.id)
                order by id
                   limit :most
                """)
                .param("most", MOST)
                .query((row, _) -> String.valueOf(row.getString(1)))
                .list();
        var buyers = members.stream().map(member -> withToken(jdbc, member)).toList();
        var things = jdbc.sql("""
                with chosen as (
                    select id from listings.listing where state = 'PUBLISHED' and currency = 'EUR' and price_minor between 100 and 100000
                    order by id limit :things)
                update listings.listing set stock = 100000 where id in (select id from chosen) returning id::text, shop_id::text
                """)
                .param("things", THINGS)
                .query((row, _) -> new Thing(row.getString(1), row.getString(2)))
                .list();
        return new Buyers(buyers, things, new AtomicInteger());
    }

    private static Buyer withToken(JdbcClient jdbc, String member) {
        var id = UUID.randomUUID();
        byte[] secret = new byte[32];
        ThreadLocalRandom.current().nextBytes(secret);
        byte[] name = ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        var encoder = Base64.getUrlEncoder().withoutPadding();
        String token = "fg_" + encoder.encodeToString(name) + encoder.encodeToString(secret);
        jdbc.sql("""
                insert into access.api_token (id, member, name, hash, scopes, issued_at, expires_at)
                values (:id, :member::uuid, 'bench', :hash, '{orders:read,orders:write,payments:write}', now(), now() + interval '1 day')
                """)
                .param("id", id)
                .param("member", member)
                .param("hash", sha256(token))
                .update();
        return new Buyer(member, id.toString(), token);
    }

    /** Each in turn, so that nobody meets a limit. */
    public Buyer buyer() {
        return buyers.get(Math.floorMod(next.getAndIncrement(), buyers.size()));
    }

    public Thing thing() {
        return things.get(ThreadLocalRandom.current().nextInt(things.size()));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /** @param tokenId the id of the token's row */
    public record Buyer(String member, String tokenId, String token) {}

    /** A listing and its shop, both by id. */
    public record Thing(String listing, String shop) {}
}
