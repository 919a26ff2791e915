package dev.fairground;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairground.testing.Documents;
import dev.fairground.testing.TestDatabase;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What a runbook has somebody type at the database at night is a statement that the database of today understands. */
class RunbooksTest {

    private static final Pattern SQL = Pattern.compile("(?ms)^ *```sql$(.*?)^ *```$");

    private final JdbcTemplate database = new JdbcTemplate(new DriverManagerDataSource(TestDatabase.copy()));

    static Stream<String> statements() {
        return Documents.files(Documents.repository().resolve("runbooks/operations"), ".md").stream()
                .flatMap(runbook -> SQL.matcher(Documents.read(runbook)).results())
                .map(block -> block.group(1).strip());
    }

    @ParameterizedTest
    @MethodSource("statements")
    void it_runs(String statement) {
        assertThatCode(() -> run(statement)).doesNotThrowAnyException();
    }

    @Test
    void one_about_a_column_that_is_gone_does_not() {
        assertThatThrownBy(() -> run("select gone from orders.placed_order;")).isInstanceOf(DataAccessException.class);
    }

    private void run(String statement) {
        database.execute("begin; " + statement + " rollback");
    }
}
