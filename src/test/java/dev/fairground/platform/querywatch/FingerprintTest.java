package dev.fairground.platform.querywatch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FingerprintTest {

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
            select * from t where a in (select b from u)     § select * from t where a in (select b from u)
            """)
    void literals_lists_and_layout_are_taken_away(String statement, String normalised) {
        assertThat(Fingerprint.of(statement).sql()).isEqualTo(normalised);
    }

    @Test
    void a_statement_keeps_its_short_name_whatever_the_length_of_its_list() {
        assertThat(Fingerprint.of("select 1 from t where a in (?, ?)").id())
                .isEqualTo(
                        Fingerprint.of("select 2 from t where a in (?, ?, ?)").id())
                .isNotEqualTo(
                        Fingerprint.of("select 2 from t where b in (?, ?, ?)").id())
                .matches("[0-9a-f]{8}");
    }

    @Test
    void the_parameters_of_a_list_are_known_by_number_and_a_list_of_one_is_a_single_value() {
        assertThat(Fingerprint.of("select 1 from t where a = ? and b in (?, 7, ?) and c = ?").listed().stream())
                .containsExactly(2, 3);
        assertThat(Fingerprint.of("select 1 from t where b in (?)").listed().stream())
                .isEmpty();
        assertThat(Fingerprint.of("insert into t values (?, ?), (?, ?)").listed().stream())
                .containsExactly(1, 2, 3, 4);
    }
}
