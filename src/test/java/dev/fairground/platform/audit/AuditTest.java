package dev.fairground.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairground.platform.errors.Reason;
import dev.fairground.testing.Chance;
import dev.fairground.testing.FairgroundTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionOperations;

@FairgroundTest
class AuditTest {

    private static final Reason NOT_YOURS = Reason.forbidden("not-yours", "This is not yours.");

    @Autowired
    Audit audit;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionOperations transaction;

    private final String target = "thing/" + Chance.id();

    @Test
    void an_act_is_recorded_with_what_changed() {
        transaction.executeWithoutResult(
                _ -> audit.record("thing.painted", target, Map.of("colour", "red"), Map.of("colour", "blue")));

        assertThat(entries()).containsExactly("system thing.painted {\"colour\": \"red\"} {\"colour\": \"blue\"}");
    }

    @Test
    void an_act_that_is_rolled_back_was_never_recorded() {
        transaction.executeWithoutResult(status -> {
            audit.record("thing.painted", target, Map.of(), Map.of());
            status.setRollbackOnly();
        });

        assertThat(entries()).isEmpty();
    }

    @Test
    void an_act_outside_a_transaction_is_a_mistake_of_ours() {
        assertThatThrownBy(() -> audit.record("thing.painted", target, Map.of(), Map.of()))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void a_denied_attempt_stays_on_record_although_everything_else_rolls_back() {
        transaction.executeWithoutResult(status -> {
            assertThatThrownBy(() -> audit.denied("thing.paint", target, NOT_YOURS))
                    .as("not while it may roll back")
                    .isInstanceOf(IllegalTransactionStateException.class);
            status.setRollbackOnly();
        });
        audit.denied("thing.paint", target, NOT_YOURS);

        assertThat(entries()).containsExactly("system thing.paint.denied {} {\"reason\": \"not-yours\"}");
    }

    @Test
    void somebody_who_is_not_signed_in_is_no_member() {
        SecurityContextHolder.getContext()
                .setAuthentication(new AnonymousAuthenticationToken(
                        "key", "anonymousUser", AuthorityUtils.createAuthorityList("ANONYMOUS")));
        try {
            audit.denied("thing.paint", target, NOT_YOURS);
        } finally {
            SecurityContextHolder.clearContext();
        }

        assertThat(entries()).allMatch(entry -> entry.startsWith("anonymous "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit.entry set actor = 'somebody else'",
                "delete from audit.entry",
                "truncate audit.entry",
            })
    void nothing_can_be_changed_or_removed(String statement) {
        audit.denied("thing.paint", target, NOT_YOURS);

        assertThatThrownBy(() -> jdbc.sql(statement).update()).hasMessageContaining("append-only");
        assertThat(entries()).hasSize(1);
    }

    private List<String> entries() {
        return jdbc.sql("""
                select actor || ' ' || action || ' ' || before || ' ' || after as entry
                  from audit.entry
                 where target = :target
                 order by id
                """)
                .param("target", target)
                .query((row, _) -> row.getString("entry"))
                .list();
    }
}
