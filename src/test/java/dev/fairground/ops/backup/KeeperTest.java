package dev.fairground.ops.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairground.simulators.S3Account;
import dev.fairground.simulators.S3Simulator;
import dev.fairground.testing.Proves;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.util.FileSystemUtils;

/** A server, and an object store on what stands for another machine. */
@ExtendWith(OutputCaptureExtension.class)
class KeeperTest {

    private static final String SECRET_WORD = "what nobody else should read";
    private static final Duration DAY = Duration.ofDays(1);

    private static EmbeddedPostgres server;
    private static JdbcClient jdbc;

    @TempDir
    Path folder;

    private final Map<String, String> variables = new HashMap<>();
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private S3Simulator store;

    @BeforeAll
    static void a_server() throws IOException {
        server = EmbeddedPostgres.builder().setLocaleConfig("locale", "C").start();
        JdbcClient.create(server.getPostgresDatabase())
                .sql("create database fairground")
                .update();
        jdbc = JdbcClient.create(server.getDatabase("postgres", "fairground"));
        jdbc.sql("create schema jobs").update();
        jdbc.sql(Files.readString(Path.of("db/migration/jobs/V202611221350__jobs_beat.sql")))
                .update();
        jdbc.sql("create table public.marker (word text not null)").update();
    }

    @AfterAll
    static void end() throws IOException {
        server.close();
    }

    @BeforeEach
    void a_store_elsewhere() {
        jdbc.sql("delete from jobs.beat").update();
        jdbc.sql("delete from public.marker").update();
        mark(SECRET_WORD);
        var account = new S3Account("backups", "us-east-1", "keeper", "a-secret-of-the-store-for-tests-only");
        store = S3Simulator.start(0, folder.resolve("elsewhere"), account, Clock.systemUTC());
        variables.putAll(Map.of(
                "BACKUP_URL", store.uri().toString(),
                "BACKUP_BUCKET", account.bucket(),
                "BACKUP_ACCESS_KEY", account.key(),
                "BACKUP_SECRET", account.secret(),
                "BACKUP_KEY", "0123456789abcdef".repeat(4)));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    @Proves("db-backups-tested")
    void what_was_committed_comes_back_from_elsewhere_when_this_machine_is_gone() throws Exception {
        var keeper = keeper("here");
        assertThat(keeper.round(now)).contains("Copied", "Restored", "sound");
        mark("after the copy");
        assertThat(keeper.round(now.plusSeconds(300))).contains("Fetched").doesNotContain("Restored");
        FileSystemUtils.deleteRecursively(folder.resolve("here"));

        assertThat(Backups.run(
                        variables, "bring", "--to", folder.resolve("brought").toString()))
                .isZero();
        var archive = new Archive(folder.resolve("brought"));
        try (var restored = Restored.from(archive, folder.resolve("data"), null)) {
            assertThat(JdbcClient.create(new DriverManagerDataSource(restored.url("fairground")))
                            .sql("select word from public.marker order by word")
                            .query(String.class)
                            .list())
                    .containsExactly("after the copy", SECRET_WORD);
        }
    }

    @Test
    @Proves("db-backups-tested")
    void each_day_there_is_a_new_copy_that_is_restored_and_those_too_old_are_forgotten() throws Exception {
        var keeper = keeper("here");
        keeper.round(now);
        assertThat(keeper.round(now.plus(DAY).plusSeconds(1))).contains("Copied", "Restored");
        assertThat(parcels().whole()).hasSize(2);

        keeper.round(now.plus(Keeper.KEPT).plusSeconds(1));
        assertThat(parcels().whole()).hasSize(2);
        assertThat(kept()).noneMatch(file -> file.startsWith(parcelOf(now)));
        try (var here = Files.list(folder.resolve("here"))) {
            assertThat(here).hasSize(1);
        }
    }

    @Test
    @Proves("db-backups-tested")
    void one_that_does_not_come_is_missed() throws Exception {
        var keeper = keeper("here");
        keeper.round(now);
        assertThat(dueBy("backup")).isEqualTo(now.plusSeconds(300).plus(Duration.ofHours(1)));
        assertThat(dueBy("backup-restored")).isEqualTo(now.plus(DAY).plus(DAY));

        store.dial("{\"forgetful\":true}");
        mark("more");
        var later = now.plus(DAY).plusSeconds(1);
        assertThatThrownBy(() -> keeper.round(later)).isInstanceOf(Unusable.class);
        assertThat(dueBy("backup")).isBefore(later);
        assertThat(dueBy("backup-restored")).isEqualTo(now.plus(DAY).plus(DAY));
        store.close();
        assertThatThrownBy(() -> keeper.round(later.plusSeconds(300))).isInstanceOf(IOException.class);
        assertThat(dueBy("backup")).isBefore(later);
    }

    @Test
    @Proves("db-backups-tested")
    void nothing_that_leaves_this_machine_can_be_read_there_or_changed_or_exchanged() throws Exception {
        var keeper = keeper("here");
        keeper.round(now);
        mark("more");
        keeper.round(now.plusSeconds(300));
        var segments = kept().stream()
                .filter(name -> Pattern.matches(".*/wal/[0-9A-F]{24}", name))
                .toList();
        assertThat(segments).hasSizeGreaterThanOrEqualTo(2);
        for (var name : kept()) {
            assertThat(new String(Files.readAllBytes(at(name)), StandardCharsets.ISO_8859_1))
                    .doesNotContain(SECRET_WORD, "PK\u0003\u0004");
        }

        byte[] sound = Files.readAllBytes(at(segments.getFirst()));
        byte[] changed = sound.clone();
        changed[changed.length - 1]++;
        Files.write(at(segments.getFirst()), changed);
        refused(segments.getFirst() + " is not what was sent there");
        Files.write(at(segments.getFirst()), Files.readAllBytes(at(segments.get(1))));
        refused(segments.getFirst() + " is not what was sent there");
        Files.write(at(segments.getFirst()), new byte[3]);
        refused(segments.getFirst() + " is not what was sent there");
        Files.write(at(segments.getFirst()), sound);
        variables.put("BACKUP_KEY", "f".repeat(64));
        refused("or BACKUP_KEY is another one");
    }

    @Test
    void one_that_was_interrupted_on_its_way_is_none_and_goes_on_later() throws Exception {
        keeper("here").round(now);
        var name = parcels().whole().getFirst();
        away().delete(name + "/reach");
        assertThat(parcels().whole()).isEmpty();

        keeper("here").round(now.plusSeconds(300));
        assertThat(parcels().whole()).containsExactly(name);
    }

    @Test
    void the_commands_say_what_is_missing(CapturedOutput said) {
        String port = String.valueOf(server.getPort());
        var here = folder.resolve("here").toString();
        assertThat(Backups.run(variables)).isEqualTo(2);
        assertThat(Backups.run(variables, "keep", "--often", "yes")).isEqualTo(2);
        assertThat(Backups.run(variables, "bring")).isEqualTo(1);
        assertThat(said.getErr()).contains("There is no backup there.");
        assertThat(Backups.run(variables, "keep", "--rounds", "1", "--database-port", "1", "--folder", here))
                .isEqualTo(1);
        assertThat(said.getErr()).contains("No backup this time: ");
        assertThat(Backups.run(variables, "keep", "--rounds", "1", "--database-port", port, "--folder", here))
                .isZero();
        assertThat(Backups.run(variables, "list")).isZero();
        assertThat(said.getOut()).containsPattern("(?m)^\\d{8}T\\d{6}Z$");
        assertThat(Backups.run(variables, "bring", "--backup", "yesterday")).isEqualTo(1);
        assertThat(said.getErr()).contains("There is no backup yesterday; ops/backups list");
        variables.put("BACKUP_KEY", "short");
        assertThat(Backups.run(variables, "list")).isEqualTo(1);
        assertThat(said.getErr()).contains("BACKUP_KEY must be 64 hexadecimal digits");
        variables.remove("BACKUP_URL");
        assertThat(Backups.run(variables, "list")).isEqualTo(1);
        assertThat(said.getErr()).contains("BACKUP_URL is not set");
    }

    private Keeper keeper(String here) throws Unusable {
        return new Keeper(
                "jdbc:postgresql://localhost:" + server.getPort() + "/%s?user=postgres",
                "fairground",
                folder.resolve(here),
                parcels(),
                Duration.ofMinutes(5),
                DAY);
    }

    private Parcels parcels() throws Unusable {
        return new Parcels(away());
    }

    private Away away() throws Unusable {
        return Away.of(variables);
    }

    private void refused(String why) throws IOException {
        var parcels = parcels();
        var name = parcels.whole().getLast();
        var place = folder.resolve("refused");
        FileSystemUtils.deleteRecursively(place);
        assertThatThrownBy(() -> parcels.bring(name, place))
                .isInstanceOf(Unusable.class)
                .hasMessageContaining(why);
    }

    private static void mark(String word) {
        jdbc.sql("insert into public.marker (word) values (:word)")
                .param("word", word)
                .update();
    }

    private static Instant dueBy(String name) {
        return jdbc.sql("select next_by from jobs.beat where name = :name")
                .param("name", name)
                .query((row, _) -> Objects.requireNonNull(row.getTimestamp(1)).toInstant())
                .single();
    }

    private static String parcelOf(Instant time) {
        return time.toString().replaceAll("[-:]", "");
    }

    private Path at(String name) {
        return folder.resolve("elsewhere/objects/backups").resolve(name);
    }

    private List<String> kept() throws IOException {
        var root = at("");
        try (var files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }
}
