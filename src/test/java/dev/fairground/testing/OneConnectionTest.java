package dev.fairground.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Every test with a database goes through this; here it is shown to bite. */
@FairgroundTest
class OneConnectionTest {

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    @Test
    void a_query_while_rows_are_read_is_refused() {
        assertThatThrownBy(() -> jdbc.sql("select 1").query((_, _) -> one()).list())
                .hasStackTraceContaining("second connection");
        assertThat(one()).as("and the first was given back").isOne();
    }

    @Test
    void a_transaction_inside_another_is_refused() {
        var anew = new TransactionTemplate(transactions);
        anew.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);

        assertThatThrownBy(() -> new TransactionTemplate(transactions)
                        .executeWithoutResult(_ -> anew.executeWithoutResult(_ -> one())))
                .hasStackTraceContaining("second connection");
    }

    @Test
    void one_after_the_other_or_in_one_transaction_is_not() {
        assertThat(List.of(one(), one())).containsExactly(1, 1);
        assertThat(new TransactionTemplate(transactions).<Integer>execute(_ -> one() + one()))
                .isEqualTo(2);
    }

    private int one() {
        return jdbc.sql("select 1").query(Integer.class).single();
    }
}
