package dev.fairground.ops;

import dev.fairground.seed.Volume;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Fills the development market to a real one's size. What it makes is told by {@link Volume}. */
final class Seed {

    private static final int FEWEST = 100;

    private Seed() {}

    /** Exits with 0 where the market has that many listings of ours now, with 1 on a refusal, with 2 on an argument it does not know. */
    public static void main(String[] arguments) {
        System.exit(run(Objects.requireNonNullElse(System.getenv("FAIRGROUND_ENVIRONMENT"), ""), arguments));
    }

    static int run(String environment, String... arguments) {
        var options = Options.read(
                arguments,
                Map.of(
                        "--listings", "200000",
                        "--seed", "7",
                        "--database-url", Options.DATABASE));
        if (options.isEmpty()) {
            return 2;
        }
        var asked = options.get();
        int listings = asked.number("--listings");
        if (listings < FEWEST) {
            return refuse("--listings must be " + FEWEST + " or more.");
        }
        String url = asked.text("--database-url");
        try (var connection = DriverManager.getConnection(url)) {
            connection.setReadOnly(true);
        } catch (SQLException away) {
            return refuse("No database answers at " + url + " (" + away.getMessage()
                    + "). ./mvnw brings one: start it, and come back in another window.");
        }
        var database = new DriverManagerDataSource(url);
        var jdbc = JdbcClient.create(database);
        var refusal = Volume.refusal(jdbc, environment);
        return refusal.isPresent() ? refuse(refusal.get()) : fill(database, jdbc, listings, asked.number("--seed"));
    }

    private static int fill(DriverManagerDataSource database, JdbcClient jdbc, int listings, long seed) {
        long made = Volume.made(jdbc);
        if (made == listings) {
            System.out.println("Nothing to do: the market has its " + made + " listings from an earlier run.");
            return 0;
        }
        if (made > 0) {
            return refuse("The market was filled with " + made
                    + " listings before and is left as it is. To begin afresh, stop it and delete .data.");
        }
        var began = Instant.now();
        Volume.fill(database, listings, seed, step -> System.out.printf("%5d s  %s%n", since(began), step));
        System.out.printf("Filled in %d s. The members m-0000000 and on share the cast's password.%n", since(began));
        return 0;
    }

    private static long since(Instant began) {
        return Duration.between(began, Instant.now()).toSeconds();
    }

    private static int refuse(String sentence) {
        System.err.println("Nothing was changed: " + sentence);
        return 1;
    }
}
