package dev.fairground.ops.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A server that is written to, its backup, and the accident after it. */
@ExtendWith(OutputCaptureExtension.class)
class BackupTest {

    private static EmbeddedPostgres server;
    private static JdbcClient jdbc;

    @TempDir
    Path folder;

    private Archive archive;

    @BeforeAll
    static void a_server() throws Exception {
        server = EmbeddedPostgres.builder().setLocaleConfig("locale", "C").start();
        jdbc = JdbcClient.create(server.getPostgresDatabase());
        jdbc.sql("create table public.marker (word text not null)").update();
    }

    @AfterAll
    static void end() throws IOException {
        server.close();
    }

    @BeforeEach
    void begin() {
        jdbc.sql("delete from public.marker").update();
        archive = new Archive(folder.resolve("backup"));
    }

    @Test
    void what_was_there_at_a_moment_before_the_accident_comes_back_and_nothing_later() throws Exception {
        mark("in the copy");
        copy(archive);
        mark("in the log");
        var before = now();
        jdbc.sql("delete from public.marker").update();
        mark("after the accident");
        assertThat(archive.fetch(server.getPostgresDatabase())).isPositive();

        try (var restored = Restored.from(archive, folder.resolve("then"), before)) {
            assertThat(marks(restored)).containsExactly("in the copy", "in the log");
            var database = restored.url("postgres");
            var contents = Contents.of(database, archive.contents().settled());
            assertThat(Soundness.faults(database, archive.contents(), contents)).isEmpty();
        }
        try (var restored = Restored.from(archive, folder.resolve("all"), null)) {
            assertThat(marks(restored)).containsExactly("after the accident");
        }
    }

    @Test
    void what_came_back_is_a_server_of_its_own_that_is_backed_up_and_restored_in_its_turn() throws Exception {
        mark("in the copy");
        copy(archive);
        var before = now();
        mark("never happened");
        archive.fetch(server.getPostgresDatabase());
        var second = new Archive(folder.resolve("second"));
        try (var restored = Restored.from(archive, folder.resolve("first life"), before)) {
            var again = new DriverManagerDataSource(restored.url("postgres"));
            second.copy(again, restored.url("postgres"));
            JdbcClient.create(again)
                    .sql("insert into public.marker (word) values ('in its second life')")
                    .update();
            second.fetch(again);
            assertThat(folder.resolve("first life/postgresql.auto.conf"))
                    .hasSameTextualContentAs(archive.base().resolve("postgresql.auto.conf"));
        }
        try (var restored = Restored.from(second, folder.resolve("second life"), null)) {
            assertThat(marks(restored)).containsExactly("in its second life", "in the copy");
        }
    }

    @Test
    void a_backup_that_is_not_as_it_was_written_is_refused_before_anything_is_made_of_it() throws Exception {
        copy(archive);
        mark("more");
        archive.fetch(server.getPostgresDatabase());
        mark("and more");
        archive.fetch(server.getPostgresDatabase());
        var segments = segments();
        assertThat(segments).hasSizeGreaterThanOrEqualTo(3);

        for (var segment : segments) away(segment, segment.getFileName() + " is missing");
        damage(segments.get(1), segments.get(1).getFileName() + " is damaged");
        damage(archive.base().resolve("global/pg_control"), "base/global/pg_control is damaged");
        away(archive.base().resolve("PG_VERSION"), "base/PG_VERSION is damaged");
        archive.check(null);
    }

    @Test
    void an_interrupted_backup_is_not_taken_for_one_and_is_begun_anew() throws Exception {
        assertThatThrownBy(() -> archive.copy(server.getPostgresDatabase(), server.getJdbcUrl("postgres", "nowhere")))
                .isInstanceOf(SQLException.class);
        assertThat(archive.base()).isDirectoryContaining("glob:**/backup_label");

        refused("was interrupted before it was whole", null);
        assertThatThrownBy(() -> archive.fetch(server.getPostgresDatabase())).hasMessageContaining("interrupted");
        copy(archive);
        archive.check(null);
        assertThatThrownBy(() -> copy(archive)).hasMessageContaining("holds a backup already");
    }

    @Test
    void no_moment_is_promised_that_the_backup_does_not_hold() throws Exception {
        var before = now();
        copy(archive);
        refused("was whole at ", before);
        refused("fetch the rest with ops/backup", now());
        refused("is there already: name a new folder", null, folder.resolve("backup"));
        archive = new Archive(folder.resolve("nothing"));
        refused("holds no backup: make one with ops/backup", null);
    }

    @Test
    void log_that_the_server_has_thrown_away_is_missed_at_once() throws Exception {
        copy(archive);
        jdbc.sql("select pg_drop_replication_slot('fairground_backup')")
                .query((_, _) -> "")
                .list();
        for (int segment = 0; segment < 3; segment++) {
            mark("more");
            jdbc.sql("select pg_switch_wal()::text").query(String.class).single();
        }
        jdbc.sql("checkpoint").update();

        assertThatThrownBy(() -> archive.fetch(server.getPostgresDatabase()))
                .isInstanceOf(Unusable.class)
                .hasMessageContaining("Make a new backup, into another folder");
        archive.check(null);
    }

    @Test
    void log_of_another_server_is_not_mixed_in() throws Exception {
        copy(archive);
        var whole = folder.resolve("backup/whole");
        Files.writeString(whole, Files.readString(whole).replaceFirst("server=\\d", "server=1"));

        assertThatThrownBy(() -> archive.fetch(server.getPostgresDatabase()))
                .hasMessageContaining("is the backup of another server");
    }

    @Test
    void the_commands_say_what_was_done_and_what_was_asked_wrongly(CapturedOutput said) {
        String backup = folder.resolve("backup").toString();
        String port = String.valueOf(server.getPort());
        assertThat(Restore.run("--from", backup, "--at", "yesterday")).isEqualTo(2);
        assertThat(said.getErr()).contains("--at takes a moment with its offset, such as 2026-11-22T10:15:00Z");
        assertThat(Restore.run("--until", "now")).isEqualTo(2);
        assertThat(Restore.run("--from", backup)).isEqualTo(1);
        assertThat(said.getErr()).contains("holds no backup: make one with ops/backup");
        assertThat(Backup.run("--to", backup, "--database-port", "1")).isEqualTo(1);
        assertThat(said.getErr()).contains("No server to back up on port 1: start ./mvnw first.");

        jdbc.sql("create database fairground").update();
        assertThat(Backup.run("--to", backup, "--database-port", port)).isZero();
        assertThat(Backup.run("--to", backup, "--database-port", port)).isZero();
        assertThat(said.getOut())
                .containsPattern("Copied all in \\d+ ms")
                .containsPattern("Fetched \\d+ segments of log in");
        assertThat(Restore.run("--from", backup, "--to", folder.resolve("back").toString()))
                .isZero();
        assertThat(said.getOut()).containsPattern("Restored in \\d+ ms: \\d+ tables, \\d+ rows.");
        assertThat(folder.resolve("back/postmaster.pid")).doesNotExist();
    }

    private static void copy(Archive archive) throws SQLException, IOException {
        archive.copy(server.getPostgresDatabase(), server.getJdbcUrl("postgres", "postgres"));
    }

    private static void mark(String word) {
        jdbc.sql("insert into public.marker (word) values (:word)")
                .param("word", word)
                .update();
    }

    private static List<@Nullable String> marks(Restored restored) {
        return JdbcClient.create(new DriverManagerDataSource(restored.url("postgres")))
                .sql("select word from public.marker order by word")
                .query(String.class)
                .list();
    }

    private static Instant now() {
        return jdbc.sql("select clock_timestamp()")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    private List<Path> segments() throws IOException {
        try (var files = Files.list(archive.wal())) {
            return files.filter(file -> file.getFileName().toString().matches("[0-9A-F]{24}"))
                    .sorted()
                    .toList();
        }
    }

    /** With one byte of it changed, and then as it was. */
    private void damage(Path file, String refusal) throws IOException {
        byte[] sound = Files.readAllBytes(file);
        byte[] damaged = sound.clone();
        damaged[damaged.length / 2]++;
        Files.write(file, damaged);
        refused(refusal, null);
        Files.write(file, sound);
    }

    /** Without it, and then as it was. */
    private void away(Path file, String refusal) throws IOException {
        var aside = Files.move(file, folder.resolve("aside"));
        refused(refusal, null);
        Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private void refused(String why, @Nullable Instant moment) {
        refused(why, moment, folder.resolve("restored"));
        assertThat(folder.resolve("restored")).doesNotExist();
    }

    private void refused(String why, @Nullable Instant moment, Path into) {
        assertThatThrownBy(() -> Restored.from(archive, into, moment))
                .isInstanceOf(Unusable.class)
                .hasMessageContaining(why);
    }
}
