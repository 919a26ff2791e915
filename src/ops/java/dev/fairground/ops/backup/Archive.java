package dev.fairground.ops.backup;

import dev.fairground.development.BaseBackup;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

/**
 * One folder of backup: {@code base}, a copy of the server's folder, and {@code wal}, its log from there on, as far as it was fetched. The file
 * {@code whole} is written when the copy can be brought back, and {@code reach} is replaced when a fetch is complete; so what is interrupted
 * leaves the backup as it was, or none.
 */
final class Archive {

    private static final Pattern FIRST = Pattern.compile("START WAL LOCATION: \\S+ \\(file ([0-9A-F]{24})\\)");

    private final Path folder;
    private final Log log;

    Archive(Path folder) {
        this.folder = folder.toAbsolutePath();
        this.log = new Log(this.folder.resolve("wal"));
    }

    /**
     * What was so when the copy had become whole.
     *
     * @param server which server it is of
     * @param since the earliest moment that can be brought back
     */
    private record Whole(long server, Log.Start start, Instant since, Contents contents) {}

    /** The moment up to which all that was committed is here, and the segment of the log that ends after it. */
    private record Reach(Instant moment, String last) {}

    Path base() {
        return folder.resolve("base");
    }

    Path wal() {
        return log.folder();
    }

    boolean isWhole() {
        return Files.exists(folder.resolve("whole"));
    }

    /** What {@code database} held when the copy had become whole. */
    Contents contents() throws IOException {
        return whole().contents();
    }

    /**
     * Copies all of {@code server}, a superuser's whose data folder is on this machine, and notes what {@code database} held. An interrupted copy
     * that is here is thrown away; a whole one is not.
     */
    void copy(DataSource server, String database) throws SQLException, IOException {
        if (isWhole()) throw new Unusable(folder + " holds a backup already: name another folder.");
        var jdbc = JdbcClient.create(server);
        var data = Path.of(jdbc.sql("show data_directory").query(String.class).single());
        long identifier = identifier(jdbc);
        if (identifier != identifier(data)) {
            throw new Unusable("The server's data, " + data
                    + ", are not on this machine, and files are copied from where they are.");
        }
        if (jdbc.sql("select count(*) from pg_tablespace where spcname !~ '^pg_'")
                        .query(Long.class)
                        .single()
                > 0) {
            throw new Unusable(
                    "The server keeps tables outside of " + data + ", in tablespaces, and those would not be copied.");
        }
        FileSystemUtils.deleteRecursively(base());
        FileSystemUtils.deleteRecursively(wal());
        Files.createDirectories(wal());
        Log.keep(jdbc);
        BaseBackup.copy(server, data, base());
        try (var files = Files.walk(base())) {
            Sums.write(
                    folder.resolve("base.sha256"),
                    files.filter(Files::isRegularFile).sorted().toList());
        }
        var start = new Log.Start(
                first(),
                jdbc.sql("select setting::bigint from pg_settings where name = 'wal_segment_size'")
                        .query(Long.class)
                        .single());
        var contents = Contents.of(database, now(jdbc).minus(Contents.SETTLED));
        var since = now(jdbc); // not before the counting, or what was counted could be later
        fetch(jdbc, start);
        write(new Whole(identifier, start, since, contents));
    }

    /** Brings what the server has written since, and returns how many segments that is. As often as much as may be lost. */
    int fetch(DataSource server) throws IOException {
        var whole = whole();
        var jdbc = JdbcClient.create(server);
        if (identifier(jdbc) != whole.server()) {
            throw new Unusable(folder + " is the backup of another server: name another folder.");
        }
        Log.keep(jdbc);
        return fetch(jdbc, whole.start());
    }

    private int fetch(JdbcClient server, Log.Start start) throws IOException {
        var moment = now(server);
        // A commit later than that: a recovery up to the moment ends there, and calls the log too short where it finds
        // none.
        server.sql("select pg_current_xact_id()::text").query(String.class).single();
        server.sql("select pg_switch_wal()::text").query(String.class).single();
        int fetched = log.fetch(server, start);
        replace("reach", moment + " " + log.last());
        return fetched;
    }

    /** Throws {@link Unusable} where it cannot be brought back, or not to {@code moment}; null is all there is. */
    void check(@Nullable Instant moment) throws IOException {
        var whole = whole();
        var reach = reach();
        if (moment != null && moment.isBefore(whole.since())) {
            throw new Unusable("The backup was whole at " + whole.since()
                    + "; what was before that is in an earlier one, if there is any.");
        }
        if (moment != null && moment.isAfter(reach.moment())) {
            throw new Unusable("The log was fetched up to " + reach.moment()
                    + ": fetch the rest with ops/backup if the server answers, or name no later moment.");
        }
        mustBeEmpty(log.gaps(whole.start(), reach.last()));
        var faults = new ArrayList<>(log.damaged());
        for (var file : Sums.broken(folder.resolve("base.sha256"))) {
            faults.add(folder.relativize(file) + " is damaged");
        }
        mustBeEmpty(faults);
    }

    private static void mustBeEmpty(List<String> faults) throws Unusable {
        if (!faults.isEmpty()) throw new Unusable("The backup is damaged: " + String.join(", ", faults) + ".");
    }

    private Whole whole() throws IOException {
        if (!isWhole()) {
            throw new Unusable(
                    Files.exists(base())
                            ? "The backup in " + folder
                                    + " was interrupted before it was whole: make it again with ops/backup."
                            : folder + " holds no backup: make one with ops/backup.");
        }
        var noted = new Properties();
        noted.load(new StringReader(Files.readString(folder.resolve("whole"))));
        return new Whole(
                Long.parseLong(noted.getProperty("server")),
                new Log.Start(noted.getProperty("first"), Long.parseLong(noted.getProperty("segment-size"))),
                Instant.parse(noted.getProperty("since")),
                Contents.from(noted));
    }

    private void write(Whole whole) throws IOException {
        var noted = new Properties();
        noted.setProperty("server", String.valueOf(whole.server()));
        noted.setProperty("first", whole.start().segment());
        noted.setProperty("segment-size", String.valueOf(whole.start().size()));
        noted.setProperty("since", whole.since().toString());
        whole.contents().into(noted);
        var text = new StringWriter();
        noted.store(text, null);
        replace("whole", text.toString());
    }

    private Reach reach() throws IOException {
        var words = Files.readString(folder.resolve("reach")).split(" ", 2);
        return new Reach(Instant.parse(words[0]), words[1]);
    }

    private void replace(String name, String text) throws IOException {
        var half = folder.resolve(name + ".half");
        Files.writeString(half, text);
        Files.move(half, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private String first() throws IOException {
        var label = Files.readString(base().resolve("backup_label"));
        var first = FIRST.matcher(label);
        if (!first.find()) throw new IOException("No beginning in the label of the copy: " + label);
        return first.group(1);
    }

    private static Instant now(JdbcClient server) {
        return server.sql("select clock_timestamp()")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    private static long identifier(JdbcClient server) {
        return server.sql("select system_identifier from pg_control_system()")
                .query(Long.class)
                .single();
    }

    /** What the server whose folder this is calls itself; the first bytes of a file that all versions begin so. 0 where there is no such folder. */
    private static long identifier(Path data) throws IOException {
        var control = data.resolve("global/pg_control");
        if (!Files.isReadable(control)) return 0;
        return ByteBuffer.wrap(Files.readAllBytes(control))
                .order(ByteOrder.nativeOrder())
                .getLong();
    }
}
