package dev.fairground.access;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairground.testing.FairgroundTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The database's half of each rule: one value of a sound row is made wrong, and the constraint that says so is named. */
@FairgroundTest
class AccessConstraintsTest {

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Cast cast;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            member     | gen_random_uuid()                | api_token_member_fk
            name       | ''                               | api_token_name_length
            name       | repeat('x', 81)                  | api_token_name_length
            hash       | 'short'::bytea                   | api_token_hash_is_sha_256
            scopes     | '{}'                             | api_token_scopes_known
            scopes     | '{profile:read,everything}'      | api_token_scopes_known
            expires_at | issued_at                        | api_token_lives_ninety_days_at_most
            expires_at | issued_at + interval '91 days'   | api_token_lives_ninety_days_at_most
            """)
    void a_token_that_breaks_a_rule_is_not_kept(String column, String wrong, String constraint) {
        var owner = cast.member("owner");
        cast.token(owner, "profile:read");
        assertThatThrownBy(() -> jdbc.sql(
                                "update access.api_token set " + column + " = " + wrong + " where member = :member")
                        .param("member", owner.id().value())
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining(constraint);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            member     | gen_random_uuid()                | capability_grant_member_fk
            granted_by | gen_random_uuid()                | capability_grant_granted_by_fk
            granted_by | member                           | capability_grant_not_to_oneself
            capability | 'staff:everything'               | capability_grant_capability_known
            expires_at | granted_at                       | capability_grant_ends_within_a_year
            expires_at | granted_at + interval '367 days' | capability_grant_ends_within_a_year
            """)
    void a_grant_that_breaks_a_rule_is_not_kept(String column, String wrong, String constraint) {
        var support = cast.staff("support", "staff:refund");
        assertThatThrownBy(() -> jdbc.sql("update access.capability_grant set " + column + " = " + wrong
                                + " where member = :member")
                        .param("member", support.id().value())
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining(constraint);
    }
}
