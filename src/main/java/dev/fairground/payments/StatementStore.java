package dev.fairground.payments;

import dev.fairground.platform.ids.UuidV7;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Keeps the provider's statement and how it differs from our books. */
@Repository
class StatementStore {

    private final JdbcClient jdbc;

    StatementStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<LocalDate> lastDay() {
        return jdbc.sql("select day from payments.statement_day order by day desc limit 1")
                .query((row, _) -> row.getObject("day", LocalDate.class))
                .optional();
    }

    /** A line that was kept before is corrected, should the provider have. */
    void keep(LocalDate day, List<StatementLine> lines, Instant now) {
        jdbc.sql("""
                insert into payments.statement_day (day, read_at)
                     values (:day, :now)
                on conflict (day) do update set read_at = :now
                """)
                .param("day", day)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql("""
                insert into payments.statement_line (line_ref, day, kind, object_ref, amount_minor, currency)
                     select line_ref, :day, kind, object_ref, amount_minor, currency
                       from unnest(:refs::text[], :kinds::text[], :objects::text[], :amounts::bigint[], :currencies::text[])
                            as line (line_ref, kind, object_ref, amount_minor, currency)
                on conflict (line_ref)
                  do update set amount_minor = excluded.amount_minor, kind = excluded.kind, object_ref = excluded.object_ref
                """)
                .param("day", day)
                .param("refs", array(lines, StatementLine::ref, String[]::new))
                .param("kinds", array(lines, line -> line.kind().name(), String[]::new))
                .param("objects", array(lines, StatementLine::objectRef, String[]::new))
                .param("amounts", array(lines, line -> line.amount().amountMinor(), Long[]::new))
                .param(
                        "currencies",
                        array(lines, line -> line.amount().currency().getCurrencyCode(), String[]::new))
                .update();
    }

    /** Closes the differences that are there no more, or have become others; answers how many. */
    int resolve(Instant now) {
        return jdbc.sql("""
                update payments.statement_difference difference
                   set resolved_at = :now
                 where resolved_at is null
                   and not exists (   select
                                        from (select difference.object_ref, entry_kind) looked
                                   left join payments.statement_line line on line.object_ref = looked.object_ref and line.kind = entry_kind
                                   left join payments.cash_movement ours on ours.object_ref = looked.object_ref and ours.kind = entry_kind
                                       where coalesce(ours.amount_minor, 0) = coalesce(ours_minor, 0)
                                         and coalesce(line.amount_minor, 0) = coalesce(theirs_minor, 0)
                                         and (ours.amount_minor is null) = (ours_minor is null)
                                         and (line.amount_minor is null) = (theirs_minor is null)
                                         and num_nonnulls(ours.amount_minor, line.amount_minor) > 0
                                         and (ours.amount_minor is null or line.amount_minor is null
                                                or (ours.amount_minor, ours.currency) <> (line.amount_minor, line.currency)))
                """).param("now", now.atOffset(ZoneOffset.UTC)).update();
    }

    /** Lines from {@code first} to {@code last} that we have not booked, or not so; at most {@code limit}. */
    List<Found> amongTheirs(LocalDate first, LocalDate last, int limit) {
        return jdbc.sql("""
                   select line.kind, line.object_ref, ours.amount_minor as ours, line.amount_minor as theirs, line.currency
                     from payments.statement_line line
                left join payments.cash_movement ours on ours.object_ref = line.object_ref and ours.kind = line.kind
                    where line.day between :first and :last
                      and (ours.amount_minor is null or (ours.amount_minor, ours.currency) <> (line.amount_minor, line.currency))
                    limit :limit
                """)
                .param("first", first)
                .param("last", last)
                .param("limit", limit)
                .query(StatementStore::found)
                .list();
    }

    /**
     * Entries from {@code first} to {@code last} of which the provider says nothing; at most {@code limit}. The first day that was ever read
     * is left out: the lines of what was booked then may be of the day before.
     */
    List<Found> amongOurs(LocalDate first, LocalDate last, int limit) {
        return jdbc.sql("""
                   select ours.kind, ours.object_ref, ours.amount_minor as ours, null::bigint as theirs, ours.currency
                     from payments.cash_movement ours
                left join payments.statement_line line on line.object_ref = ours.object_ref and line.kind = ours.kind
                    where ours.at >= :from
                      and ours.at < :until
                      and ours.at >= (select min(day) + 1 from payments.statement_day)::timestamp at time zone 'UTC'
                      and line.line_ref is null
                    limit :limit
                """)
                .param("from", first.atStartOfDay().atOffset(ZoneOffset.UTC))
                .param("until", last.plusDays(1).atStartOfDay().atOffset(ZoneOffset.UTC))
                .param("limit", limit)
                .query(StatementStore::found)
                .list();
    }

    /** Answers how many were not known. */
    int record(List<Found> found, Instant now) {
        return jdbc.sql("""
                insert into payments.statement_difference (id, kind, entry_kind, object_ref, ours_minor, theirs_minor, currency, found_at)
                     select found.*, :now
                       from unnest(:ids::uuid[], :kinds::text[], :entries::text[], :objects::text[], :ours::bigint[], :theirs::bigint[],
                                   :currencies::text[]) found
                on conflict (object_ref, entry_kind) where resolved_at is null do nothing
                """)
                .param("ids", array(found, _ -> UuidV7.next(), UUID[]::new))
                .param("kinds", array(found, one -> one.kind().name(), String[]::new))
                .param("entries", array(found, Found::entry, String[]::new))
                .param("objects", array(found, Found::object, String[]::new))
                .param("ours", array(found, Found::ours, Long[]::new))
                .param("theirs", array(found, Found::theirs, Long[]::new))
                .param("currencies", array(found, Found::currency, String[]::new))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Those that are there now. */
    long open() {
        return jdbc.sql("select count(*) from payments.statement_difference where resolved_at is null")
                .query(Long.class)
                .single();
    }

    private static Found found(ResultSet row, int number) throws SQLException {
        return new Found(
                row.getString("kind"),
                row.getString("object_ref"),
                row.getObject("ours", Long.class),
                row.getObject("theirs", Long.class),
                row.getString("currency"));
    }

    private static <T, V extends @Nullable Object> V[] array(
            List<T> rows, Function<T, V> column, IntFunction<V[]> made) {
        return rows.stream().map(column).toArray(made);
    }

    /** A place in which they differ: what we booked and what the provider says, in minor units, null where either says nothing. */
    record Found(
            String entry,
            String object,
            @Nullable Long ours,
            @Nullable Long theirs,
            String currency) {

        TroubleViews.Difference kind() {
            if (ours == null) return TroubleViews.Difference.MISSING_HERE;
            return theirs == null ? TroubleViews.Difference.MISSING_THERE : TroubleViews.Difference.AMOUNT_DIFFERS;
        }
    }
}
