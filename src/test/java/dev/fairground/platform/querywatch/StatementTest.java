package dev.fairground.platform.querywatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told from a statement's text alone. */
class StatementTest {

    @ParameterizedTest
    @CsvSource(delimiter = '§', quoteCharacter = '`', textBlock = """
            select * from t where id = 17                    § select * from t where id = ?
            SELECT  *  FROM t  WHERE id=-1.5e3               § select * from t where id=?
            select 'it''s' || E'\\'' || $$a '$$ || $x$b$x$   § select ? || ? || ? || ?
            select a1, t2.c3 from "T 4" where b5 = $1        § select a1, t2.c3 from "T 4" where b5 = $1
            select 1 /* why 2 */ from t -- because           § select ? from t
            select * from t where a in (?)                   § select * from t where a in (…)
            select * from t where a in ( ?,?, ? ) and b = ?  § select * from t where a in (…) and b = ?
            select * from t where a in (1, 'two')            § select * from t where a in (…)
            select * from t where a = any(array[1,2])        § select * from t where a = any(array[…])
            insert into t (a, b) values (?, ?)               § insert into t (a, b) values (?, ?)
            insert into t (a, b) values (?, ?), (?, ?),(?,?) § insert into t (a, b) values (?, ?), …
            insert into t values (?, now()), (?, now())      § insert into t values (?, now()), …
            select * from t where a in (select b from u)     § select * from t where a in (select b from u)
            """)
    void literals_lists_and_layout_are_taken_away(String statement, String normalised) {
        assertThat(Statement.of(statement).fingerprint().sql()).isEqualTo(normalised);
    }

    @Test
    void a_statement_keeps_its_short_name_whatever_the_length_of_its_list() {
        assertThat(id("select 1 from t where a in (?, ?)"))
                .isEqualTo(id("select 2 from t where a in (?, ?, ?)"))
                .isNotEqualTo(id("select 2 from t where b in (?, ?, ?)"))
                .matches("[0-9a-f]{8}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '§', quoteCharacter = '`', textBlock = """
            select 1 from t where a = ? and b in (?, 7, ?) and c = ?           § KEY KEY LISTED LISTED LISTED KEY
            select * from t where b in (?)                                     § KEY
            insert into t values (?, ?), (?, ?)                                § LISTED LISTED LISTED LISTED
            select * from t where id = any(?) and a = ?                        § ARRAY KEY
            select * from t where a = ? and id > ? order by id limit ?         § KEY POSITION LIMIT
            select * from t where (a, b) < (?, ?) order by a, b limit 24       § POSITION POSITION LIMIT
            select * from t where a < ? or (a = ? and b < ?) limit ?           § POSITION POSITION POSITION LIMIT
            select * from t where b between ? and ? and c = ?                  § STRETCH STRETCH KEY
            select * from t where b >= ? and b < ? and c = ?                   § STRETCH STRETCH KEY
            select * from t where valid_from <= ? and valid_to > ?             § POSITION POSITION
            select * from t where ? between a and b                            § KEY
            select * from t order by a offset ? rows fetch first ? rows only   § POSITION LIMIT
            select * from t limit ?, ?                                         § POSITION LIMIT
            insert into t select * from jsonb_to_recordset(?::jsonb)           § LISTED
            select * from t where a > cast(? as date) limit 10                 § POSITION LIMIT
            """)
    void each_value_has_a_part(String statement, String roles) {
        assertThat(Statement.of(statement).slots().stream()
                        .map(slot -> slot.role().name())
                        .collect(Collectors.joining(" ")))
                .isEqualTo(roles);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '§', quoteCharacter = '`', textBlock = """
            select * from t                                            § READ
            with a as (select 1) select * from a                       § READ
            insert into t values (?)                                   § WRITE
            with a as (insert into t values (1)) select 1              § WRITE
            delete from t where a < ?                                  § WRITE
            delete from t where id in (select id from t limit 100)     § MOVES
            select * from t for update skip locked                     § MOVES
            select nextval('t_seq')                                    § MOVES
            select pg_try_advisory_lock(?)                             § MOVES
            call archive(?)                                            § MOVES
            set local statement_timeout = 100                          § HOUSEKEEPING
            select set_config('app.user', ?, true)                     § HOUSEKEEPING
            create index on t (a)                                      § HOUSEKEEPING
            """)
    void what_a_second_run_means_is_known(String statement, Statement.Kind kind) {
        assertThat(Statement.of(statement).kind()).isEqualTo(kind);
    }

    private static String id(String statement) {
        return Statement.of(statement).fingerprint().id();
    }
}
