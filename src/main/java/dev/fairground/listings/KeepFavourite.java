package dev.fairground.listings;

import dev.fairground.access.Caller;
import dev.fairground.platform.ids.UuidV7;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** A member keeps a listing to find it again, or lets go of it. Neither is worth more than one statement. */
@Component
class KeepFavourite {

    /** Two that are kept at once at the edge may both pass; the limit guards the table and not a promise. */
    private static final int MOST = 500;

    private final JdbcClient jdbc;

    KeepFavourite(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeping what is kept already changes nothing. */
    void keep(Caller member, ListingId id) {
        var outcome = jdbc.sql("""
                    with listing as (
                         select id from listings.listing where id = :id and state in ('PUBLISHED', 'SOLD_OUT')),
                         room as (
                         select count(*) < :most as left from listings.favourite where member_id = :member),
                         kept as (
                         insert into listings.favourite (id, member_id, listing_id)
                         select :favourite, :member, id from listing, room where room.left
                             on conflict do nothing)
                    select exists (select from listing) as there,
                           room.left or exists (select from listings.favourite where member_id = :member and listing_id = :id) as kept
                      from room
                """)
                .param("id", id.value())
                .param("member", member.id().value())
                .param("favourite", UuidV7.next())
                .param("most", MOST)
                .query((row, _) -> new Outcome(row.getBoolean("there"), row.getBoolean("kept")))
                .single();
        if (!outcome.there) {
            throw ListingRefused.noSuchListing();
        }
        if (!outcome.kept) {
            throw ListingRefused.tooManyFavourites();
        }
    }

    /** Letting go of what is not kept changes nothing. */
    void letGo(Caller member, ListingId id) {
        jdbc.sql("delete from listings.favourite where member_id = :member and listing_id = :id")
                .param("member", member.id().value())
                .param("id", id.value())
                .update();
    }

    boolean keeps(Caller member, ListingId id) {
        return jdbc.sql("select exists (select from listings.favourite where member_id = :member and listing_id = :id)")
                .param("member", member.id().value())
                .param("id", id.value())
                .query(Boolean.class)
                .single();
    }

    private record Outcome(boolean there, boolean kept) {}
}
