package dev.fairground.identity;

import static dev.fairground.testing.MemberFixture.aMember;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.SettableClock;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the stores of identity promise when two come at once, and what code and database must say alike. */
@FairgroundTest
class IdentityStoreTest {

    @Autowired
    JdbcClient jdbc;

    @Autowired
    SecondFactorStore secondFactors;

    @Autowired
    PasswordStore passwords;

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
}
