package dev.fairground.shops;

import dev.fairground.identity.MemberId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Writes invitations and their answers. */
@Repository
class InvitationStore {

    private final JdbcClient jdbc;

    InvitationStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(Invitation invitation) {
        jdbc.sql("""
                insert into shops.invitation (id, shop_id, member_id, role, invited_by, invited_at, expires_at)
                values (:id, :shop, :member, :role, :invitedBy, :invitedAt, :expiresAt)
                """)
                .param("id", invitation.id().value())
                .param("shop", invitation.shop().value())
                .param("member", invitation.member().value())
                .param("role", invitation.role().name())
                .param("invitedBy", invitation.invitedBy().value())
                .param("invitedAt", invitation.invitedAt().atOffset(ZoneOffset.UTC))
                .param("expiresAt", invitation.expiresAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Ends invitations that nobody answered in time, so that the member can be asked again. */
    void withdrawExpired(ShopId shop, MemberId member, Instant now) {
        jdbc.sql("""
                update shops.invitation
                   set answer = 'WITHDRAWN', answered_at = :now
                 where shop_id = :shop and member_id = :member and answer is null and expires_at <= :now
                """)
                .param("shop", shop.value())
                .param("member", member.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Answers an open invitation of this member, once: a second answer finds nothing open. */
    Optional<Invitation> answer(InvitationId id, MemberId member, String answer, Instant now) {
        return jdbc.sql("""
                   update shops.invitation
                      set answer = :answer, answered_at = :now
                    where id = :id and member_id = :member and answer is null and expires_at > :now
                returning id, shop_id, member_id, role, invited_by, invited_at, expires_at
                """)
                .param("id", id.value())
                .param("member", member.value())
                .param("answer", answer)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(InvitationStore::invitation)
                .optional();
    }

    private static Invitation invitation(ResultSet row, int number) throws SQLException {
        return new Invitation(
                new InvitationId(row.getObject("id", UUID.class)),
                new ShopId(row.getObject("shop_id", UUID.class)),
                new MemberId(row.getObject("member_id", UUID.class)),
                Role.valueOf(row.getString("role")),
                new MemberId(row.getObject("invited_by", UUID.class)),
                row.getTimestamp("invited_at").toInstant(),
                row.getTimestamp("expires_at").toInstant());
    }
}
