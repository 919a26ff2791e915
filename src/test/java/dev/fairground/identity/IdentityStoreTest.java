package dev.fairground.identity;

import static dev.fairground.testing.MemberFixture.aMember;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.SettableClock;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rules of identity as the database holds them, each tripped by its name. */
@FairgroundTest
class IdentityStoreTest {

    @Autowired
    JdbcClient jdbc;

    @Autowired
    SecondFactorStore secondFactors;

    @Autowired
    PasswordStore passwords;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            handle = 'ab'                                           | member_handle_form
            handle = 'Upper'                                        | member_handle_form
            handle = 'a--b'                                         | member_handle_form
            handle = 'support'                                      | member_handle_not_reserved
            display_name = ' padded'                                | member_display_name_form
            display_name = ''                                       | member_display_name_form
            display_name = repeat('n', 61)                          | member_display_name_form
            display_name = concat('two', chr(10), 'lines')           | member_display_name_form
            email = 'Upper@fairground.test'                         | member_email_form
            email = 'nobody'                                        | member_email_form
            email = concat('a@', repeat('b', 250), '.test')          | member_email_form
            confirmed_at = signed_up_at - interval '1 second'       | member_confirmed_after_sign_up
            sign_in_links_used = -1                                 | member_sign_in_links_used_counted
            """)
    void a_member_that_breaks_a_rule_cannot_be_written(String change, String constraint) {
        var member = aMember().in(jdbc);
        assertTrips(constraint, "update identity.member set " + change + " where id = :id", member.id());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            update identity.member set handle = (select min(handle) from identity.member where id <> :id) where id = :id          | member_handle_unique
            update identity.member set email = (select min(email) from identity.member where id <> :id) where id = :id            | member_email_unique
            update identity.password set hash = 'mango lantern orbit tuesday' where member = :id                                  | password_hash_is_argon2id
            update identity.password set version = -1 where member = :id                                                          | password_version_counted
            insert into identity.password select * from identity.password where member = :id                                      | password_pk
            update identity.password set member = gen_random_uuid() where member = :id                                            | password_member_fk
            insert into identity.handle_on_hold values (:id, 'A', now())                                                          | handle_on_hold_form
            insert into identity.handle_on_hold values (gen_random_uuid(), 'abc', now())                                          | handle_on_hold_member_fk
            insert into identity.suspension select id, id, now(), 'why' from identity.member where id = :id                       | suspension_not_by_oneself
            insert into identity.suspension select id, gen_random_uuid(), now(), 'why' from identity.member where id = :id        | suspension_suspended_by_fk
            insert into identity.suspension select gen_random_uuid(), id, now(), 'why' from identity.member where id = :id        | suspension_member_fk
            insert into identity.suspension select id, gen_random_uuid(), now(), '' from identity.member where id = :id           | suspension_reason_form
            insert into identity.second_factor select id, 'short', now() from identity.member where id = :id                      | second_factor_secret_length
            insert into identity.second_factor values (:id, repeat('x', 20)::bytea, now(), now(), null)                           | second_factor_confirmed_by_a_code
            insert into identity.second_factor values (:id, repeat('x', 20)::bytea, now(), null, 1)                               | second_factor_confirmed_by_a_code
            insert into identity.second_factor values (:id, repeat('x', 20)::bytea, now(), now() - interval '1 second', 1)        | second_factor_confirmed_after_enrolment
            insert into identity.second_factor values (gen_random_uuid(), repeat('x', 20)::bytea, now())                          | second_factor_member_fk
            """)
    void a_row_beside_a_member_that_breaks_a_rule_cannot_be_written(String statement, String constraint) {
        aMember().in(jdbc);
        assertTrips(constraint, statement, aMember().in(jdbc).id());
    }

    @Test
    void a_handle_is_on_hold_once_and_a_member_suspended_once() {
        var first = aMember().in(jdbc);
        var second = aMember().in(jdbc);
        var hold = "insert into identity.handle_on_hold values (:id, '" + first.handle() + "', now())";
        jdbc.sql(hold).param("id", first.id().value()).update();
        assertTrips("handle_on_hold_handle_unique", hold, second.id());
        var suspend =
                "insert into identity.suspension select :id, id, now(), 'why' from identity.member where handle = '"
                        + second.handle() + "'";
        jdbc.sql(suspend).param("id", first.id().value()).update();
        assertTrips("suspension_pk", suspend, first.id());
    }

    @Test
    void the_reserved_handles_of_the_constraint_are_those_of_the_rule() {
        String constraint = jdbc.sql(
                        "select pg_get_constraintdef(oid) from pg_constraint where conname = 'member_handle_not_reserved'")
                .query(String.class)
                .single();
        var words = Pattern.compile("'([^']+)'").matcher(constraint).results().map(found -> found.group(1));
        assertThat(words).containsExactlyInAnyOrderElementsOf(Handle.RESERVED);
    }

    @Test
    void of_two_uses_of_one_code_exactly_one_counts() throws Exception {
        var member = aMember().withSecondFactor(new byte[20]).in(jdbc);
        assertThat(atOnce(() -> secondFactors.use(member.id(), 7))).containsExactlyInAnyOrder(true, false);
        assertThat(secondFactors.use(member.id(), 6)).isFalse();
        assertThat(secondFactors.use(member.id(), 8)).isTrue();
    }

    @Test
    void of_two_changes_from_one_password_exactly_one_counts() throws Exception {
        var member = aMember().in(jdbc);
        String hash = "$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA";
        assertThat(atOnce(() -> passwords.replace(member.id(), 0, hash, SettableClock.START)))
                .containsExactlyInAnyOrder(true, false);
    }

    private static List<Boolean> atOnce(Callable<Boolean> attempt) throws Exception {
        try (var pool = Executors.newFixedThreadPool(2)) {
            var answers = pool.invokeAll(Arrays.asList(attempt, attempt));
            return List.of(answers.get(0).get(), answers.get(1).get());
        }
    }

    private void assertTrips(String constraint, String statement, MemberId id) {
        assertThatThrownBy(() -> jdbc.sql(statement).param("id", id.value()).update())
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("constraint \"" + constraint + "\"");
    }
}
