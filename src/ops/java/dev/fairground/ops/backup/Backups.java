package dev.fairground.ops.backup;

import dev.fairground.ops.Options;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.springframework.dao.DataAccessException;

/** Keeps backups of a server coming, lists those that lie away, and brings one back. */
final class Backups {

    private static final String USAGE =
            "usage: ops/backups keep|list|bring [--to FOLDER] [--backup NAME] …, with BACKUP_URL, _BUCKET, _ACCESS_KEY, _SECRET and _KEY set";

    private Backups() {}

    /** Exits with 1 where it cannot be done, with 2 on an argument that it does not know. */
    public static void main(String[] arguments) {
        System.exit(run(System.getenv(), arguments));
    }

    static int run(Map<String, String> variables, String... arguments) {
        if (arguments.length == 0) return usage();
        var options = Options.read(
                Arrays.copyOfRange(arguments, 1, arguments.length),
                Map.of(
                        "--database-port", "5433",
                        "--folder", ".data/backups",
                        "--every", "300",
                        "--anew", "86400",
                        "--rounds", "0",
                        "--backup", "",
                        "--to", ".data/backup"));
        if (options.isEmpty()) return 2;
        try {
            var parcels = new Parcels(Away.of(variables));
            return switch (arguments[0]) {
                case "keep" -> keep(parcels, options.get());
                case "list" -> list(parcels);
                case "bring" -> bring(parcels, options.get());
                default -> usage();
            };
        } catch (IOException told) {
            System.err.println(told.getMessage());
            return 1;
        }
    }

    /** For ever, or for so many rounds; one that fails is told, and missed in the database if the next fail as well. */
    private static int keep(Parcels parcels, Options asked) {
        var every = Duration.ofSeconds(asked.number("--every"));
        var keeper = new Keeper(
                "jdbc:postgresql://localhost:" + asked.number("--database-port") + "/%s?user=postgres",
                "fairground",
                Path.of(asked.text("--folder")).toAbsolutePath(),
                parcels,
                every,
                Duration.ofSeconds(asked.number("--anew")));
        int rounds = asked.number("--rounds");
        boolean well = true;
        for (int round = 1; ; round++) {
            try {
                System.out.println(keeper.round(Instant.now()));
                well = true;
            } catch (IOException | SQLException | DataAccessException failed) {
                System.err.println("No backup this time: " + failed.getMessage());
                well = false;
            }
            if (round == rounds) return well ? 0 : 1;
            LockSupport.parkNanos(every.toNanos());
        }
    }

    private static int list(Parcels parcels) throws IOException {
        parcels.whole().forEach(System.out::println);
        return 0;
    }

    private static int bring(Parcels parcels, Options asked) throws IOException {
        var whole = parcels.whole();
        if (whole.isEmpty()) throw new Unusable("There is no backup there.");
        var name = asked.text("--backup").isEmpty() ? whole.getLast() : asked.text("--backup");
        if (!whole.contains(name))
            throw new Unusable("There is no backup " + name + "; ops/backups list tells which there are.");
        var to = Path.of(asked.text("--to")).toAbsolutePath();
        if (new Archive(to).isWhole()) throw new Unusable(to + " holds a backup already: name another folder.");
        parcels.bring(name, to);
        System.out.println("Brought " + name + "; ops/restore --from " + to + " restores it.");
        return 0;
    }

    private static int usage() {
        System.err.println(USAGE);
        return 2;
    }
}
