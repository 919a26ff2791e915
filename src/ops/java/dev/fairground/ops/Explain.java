package dev.fairground.ops;

import dev.fairground.platform.doctor.Explainer;
import dev.fairground.platform.doctor.Explanation;
import java.math.BigInteger;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Says how PostgreSQL answers the statements of a request of this clone's code, or of one that {@code pg_stat_statements} knows by its id.
 * Plans are made, and reading statements run, where {@code --on} says: at a follower of production, for the plans that production has.
 */
final class Explain {

    private static final String USAGE = """
        usage: ops/explain 'GET /api/v2/listings?text=vintage' [--database-url URL] [--on URL]
               ops/explain STATEMENT_ID [--on URL]       as ops/db slow tells it
        The request is asked of this clone's code at --database-url, with the token in FAIRGROUND_TOKEN if there is one.\
        """;

    private Explain() {}

    /** Exits with 0 where nothing is wrong, with 1 where something is, is refused, or cannot be explained, with 2 on arguments it does not know. */
    public static void main(String[] arguments) throws SQLException {
        System.setProperty("logging.level.root", "warn"); // what it prints is the answer
        System.exit(run(System.getenv(), Path.of(".data"), arguments));
    }

    static int run(Map<String, String> environment, Path data, String... arguments) throws SQLException {
        var follower = Objects.requireNonNullElse(environment.get("DATABASE_FOLLOWER_URL"), "");
        var options = arguments.length == 0
                ? Optional.<Options>empty()
                : Options.read(
                        Arrays.copyOfRange(arguments, 1, arguments.length),
                        Map.of("--database-url", Options.DATABASE, "--on", follower));
        if (options.isEmpty() || !arguments[0].matches("-?\\d{1,19}|(?i)get /.*")) {
            System.err.println(USAGE);
            return 2;
        }
        String database = options.get().text("--database-url");
        String on =
                options.get().text("--on").isEmpty() ? database : options.get().text("--on");
        var source = new DriverManagerDataSource(on);
        try (var connection = source.getConnection()) {
            connection.setReadOnly(true); // before an application is started for nothing
        } catch (SQLException away) {
            System.err.println(
                    "No database answers at " + on.replaceFirst("\\?.*", "") + " (" + away.getMessage() + ").");
            return 1;
        }
        var explainer = new Explainer(source);
        return arguments[0].contains("/")
                ? request(
                        explainer,
                        arguments[0].substring(4),
                        database,
                        data,
                        environment.getOrDefault("FAIRGROUND_TOKEN", ""))
                : known(explainer, new BigInteger(arguments[0]).longValue());
    }

    private static int known(Explainer explainer, long statement) throws SQLException {
        var explanation = explainer.explain(statement);
        if (explanation.isEmpty()) {
            System.err.println("pg_stat_statements has no statement of this id here, or is not there itself.");
            return 1;
        }
        print(explanation.get(), 1);
        return explanation.get().faults().isEmpty() ? 0 : 1;
    }

    private static int request(Explainer explainer, String path, String database, Path data, String token)
            throws SQLException {
        var explanations = new ArrayList<Explanation>();
        boolean refused;
        try (var rehearsal = new Rehearsal(database, data)) {
            var answer = rehearsal.answerTo(path, token);
            System.out.println("GET " + path + " answers " + answer.status() + ".");
            if (answer.status() == 401) {
                System.err.println("It wants to know who asks: put a token into FAIRGROUND_TOKEN.");
            }
            refused = answer.status() >= 400;
            var said =
                    answer.statements().stream().filter(Rehearsal.Said::hasPlan).toList();
            for (var same : Rehearsal.Said.together(said).values()) {
                var explanation = explainer.explain(same.getFirst().sql(), same.getFirst()::bind);
                print(explanation, same.size());
                explanations.add(explanation);
            }
        }
        long wrong =
                explanations.stream().filter(one -> !one.faults().isEmpty()).count();
        System.out.printf(
                "Statements: %d, buffers: %d, with something wrong: %d.%n",
                explanations.size(),
                explanations.stream().mapToLong(Explanation::buffers).sum(),
                wrong);
        return wrong == 0 && !refused ? 0 : 1;
    }

    private static void print(Explanation explanation, int times) {
        System.out.println();
        System.out.println(explanation.sql().replaceAll("\\s+", " ").strip());
        System.out.println(
                explanation.ran()
                        ? "  %.1f ms, %d buffers%s"
                                .formatted(
                                        explanation.milliseconds(),
                                        explanation.buffers(),
                                        times > 1 ? ", " + times + " times" : "")
                        : "  planned, not run");
        indented("  ", explanation.plan());
        indented("! ", explanation.faults());
    }

    private static void indented(String before, List<String> lines) {
        lines.forEach(line -> System.out.println(before + line));
    }
}
