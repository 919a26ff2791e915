package dev.fairground.ops.bench;

import dev.fairground.ops.Options;
import dev.fairground.ops.Rehearsal;
import dev.fairground.platform.doctor.Explainer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Has PostgreSQL explain every search of {@code served-searches.txt}, by the statements and values of real requests, in a market and in one a
 * tenth of its size; and asks all others there are, which may be refused by name. Prints for each line what its dearest request touches.
 */
final class Plans {

    private static final String TOO_BROAD = "\"search-too-broad\"";

    private final Explainer small;
    private final Explainer large;
    private final Map<String, List<String>> wishes;
    private final List<String> faults = new ArrayList<>();

    Plans(DataSource small, DataSource large) {
        this.small = new Explainer(small);
        this.large = new Explainer(large);
        this.wishes = Wishes.in(JdbcClient.create(large));
    }

    /** Exits with 0 where every line keeps what it says, with 1 where one does not, with 2 on arguments it does not know. */
    public static void main(String[] arguments) throws SQLException {
        System.setProperty("logging.level.root", "error"); // what it prints is the answer
        var options = Options.read(arguments, Map.of("--listings", "200000"));
        if (options.isEmpty()) System.exit(2);
        int listings = options.get().number("--listings");
        try (var small = Market.open(listings / 10, "web");
                var large = Market.open(listings, "web")) {
            var plans = new Plans(small.database(), large.database());
            System.exit(plans.hold(large.databaseUrl(), large.data()) ? 0 : 1);
        }
    }

    /** Requests are asked in the large market; the same statements are explained in both, which have the same categories. */
    boolean hold(String database, Path data) throws SQLException {
        try (var rehearsal = new Rehearsal(database, data)) {
            for (var line : ServedLine.all()) served(line, rehearsal);
            for (var line : ServedLine.others()) other(line, rehearsal);
        }
        faults.forEach(fault -> System.out.println("! " + fault));
        return faults.isEmpty();
    }

    private void served(ServedLine line, Rehearsal rehearsal) throws SQLException {
        long before = 1;
        var dearest = new PlanLook(0, 0, List.of(), List.of());
        for (var request : line.requests(wishes)) {
            var answer = rehearsal.answerTo(request, "");
            if (answer.status() != 200) faults.add(request + ": is answered with " + answer.status() + ".");
            var look = PlanLook.at(line, answer.statements(), large);
            look.faults().forEach(fault -> faults.add(request + ": " + fault));
            before = Math.max(
                    before, PlanLook.at(line, answer.statements(), small).buffers());
            dearest = look.buffers() > dearest.buffers() ? look : dearest;
        }
        System.out.printf(
                "%5d of %4d pages %+5d %% %7.1f ms  %-26s %s%n",
                dearest.buffers(),
                line.buffers(),
                100 * (dearest.buffers() - before) / before,
                dearest.milliseconds(),
                line.name(),
                String.join(" ", dearest.indexes()));
    }

    private void other(ServedLine line, Rehearsal rehearsal) {
        var broadest = line.requests(wishes).getFirst();
        var answer = rehearsal.answerTo(broadest, "");
        if (answer.status() != 200 && !answer.text().contains(TOO_BROAD)) {
            faults.add(broadest + ": is answered with " + answer.status() + ".");
        }
    }
}
