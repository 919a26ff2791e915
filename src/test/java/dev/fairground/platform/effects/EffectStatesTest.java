package dev.fairground.platform.effects;

import static dev.fairground.testing.RowFixture.aRow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.Proves;
import dev.fairground.testing.Rows;
import dev.fairground.testing.StateMachine;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** The state machine of an effect, once as the statements that take each step and once as constraints. */
@FairgroundTest
@Proves("db-check-constraints")
class EffectStatesTest {

    private static final String KEY = "states";

    @Autowired
    Effects effects;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionOperations transaction;

    @Test
    void an_effect_can_be_what_the_code_makes_of_it_and_nothing_else() {
        var effect = aRow("effects.effect").with("key", KEY).in(Rows.in(jdbc));
        var machine = new StateMachine(jdbc, transaction, "effects.effect", effect)
                .word("state", "INTENDED", "DONE", "REFUSED", "UNKNOWN", "UNDONE")
                .moments("done_at", "undone_at")
                .step(_ -> effects.happened(EffectKind.MAIL, KEY))
                .step(_ -> effects.refused(EffectKind.MAIL, KEY))
                .step(_ -> effects.unanswered(EffectKind.MAIL, KEY))
                .step(_ -> effects.undone(EffectKind.MAIL, KEY))
                .step(_ -> effects.stands(EffectKind.MAIL, KEY));

        assertThat(machine.kept()).isEqualTo(machine.reached("state=INTENDED"));
    }
}
