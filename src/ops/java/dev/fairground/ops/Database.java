package dev.fairground.ops;

import dev.fairground.platform.doctor.Doctor;
import dev.fairground.platform.doctor.Sight;
import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Looks at a database from the command line, without the application: when that does not answer, this does. */
final class Database {

    private static final int WIDEST = 60;

    private final Doctor doctor;

    private Database(Doctor doctor) {
        this.doctor = doctor;
    }

    /** Exits with 0 where nothing is wrong, with 1 where something is or nothing could be seen, with 2 on arguments it does not know. */
    public static void main(String[] arguments) throws SQLException, IOException {
        boolean squashes = arguments.length > 0 && arguments[0].equals("squash");
        System.exit(squashes ? Squash.run(Arrays.copyOfRange(arguments, 1, arguments.length)) : run(arguments));
    }

    static int run(String... arguments) {
        if (arguments.length == 0) {
            System.err.println(
                    "usage: ops/db list | doctor | LOOK [--database-url URL]\n       ops/db squash [--into FOLDER]");
            return 2;
        }
        var options = Options.read(
                Arrays.copyOfRange(arguments, 1, arguments.length), Map.of("--database-url", Options.DATABASE));
        if (options.isEmpty()) {
            return 2;
        }
        String url = options.get().text("--database-url");
        var database = new Database(new Doctor(new DriverManagerDataSource(url)));
        if (arguments[0].equals("list")) {
            return database.list();
        }
        try (var connection = DriverManager.getConnection(url)) {
            connection.setReadOnly(true);
        } catch (SQLException away) {
            System.err.println(
                    "No database answers at " + url.replaceFirst("\\?.*", "") + " (" + away.getMessage() + ").");
            return 1;
        }
        return arguments[0].equals("doctor") ? database.examine() : database.look(arguments[0]);
    }

    private int list() {
        doctor.titles().forEach((name, title) -> System.out.printf("%-18s %s%n", name, title));
        return 0;
    }

    private int examine() {
        var sights = doctor.examine();
        for (var sight : sights) {
            System.out.printf("%-18s %s%n", sight.name(), standing(sight));
            sight.faults().forEach(fault -> System.out.println("    " + fault));
        }
        return isWell(sights) ? 0 : 1;
    }

    private int look(String name) {
        var found = doctor.look(name);
        if (found.isEmpty()) {
            System.err.println("There is no look named " + name + "; ops/db list tells which there are.");
            return 2;
        }
        var sight = found.get();
        System.out.println(sight.title() + ".");
        print(sight);
        if (sight.blocked() != null) {
            System.out.println(sight.blocked());
        }
        sight.faults().forEach(System.out::println);
        return isWell(List.of(sight)) ? 0 : 1;
    }

    /** An extension that is not there is a pity, and no fault of the database. */
    private static boolean isWell(List<Sight> sights) {
        return sights.stream().allMatch(sight -> sight.faults().isEmpty());
    }

    private static String standing(Sight sight) {
        if (sight.blocked() != null) {
            return sight.blocked();
        }
        return sight.faults().isEmpty() ? "well" : sight.faults().size() + " wrong";
    }

    private static void print(Sight sight) {
        var widths = IntStream.range(0, sight.columns().size())
                .map(at -> Math.min(
                        WIDEST,
                        IntStream.concat(
                                        IntStream.of(sight.columns().get(at).length()),
                                        sight.rows().stream()
                                                .mapToInt(row -> row.get(at).length()))
                                .max()
                                .orElse(0)))
                .toArray();
        line(sight.columns(), widths);
        sight.rows().forEach(row -> line(row, widths));
    }

    /** The last one, which is often a statement, may be as long as it is. */
    private static void line(List<String> values, int[] widths) {
        var line = new StringBuilder();
        for (int at = 0; at < widths.length; at++) {
            String value = values.get(at);
            boolean last = at == widths.length - 1;
            line.append(last || value.length() <= WIDEST ? value : value.substring(0, WIDEST));
            line.append(" ".repeat(last ? 0 : Math.max(0, widths[at] - value.length()) + 2));
        }
        System.out.println(line.toString().stripTrailing());
    }
}
