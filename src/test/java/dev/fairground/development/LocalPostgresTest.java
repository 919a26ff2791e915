package dev.fairground.development;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalPostgresTest {

    @TempDir
    Path temporary;

    @Test
    void a_server_left_over_is_stopped_in_order_and_its_data_are_kept() throws Exception {
        try (var folder = DataFolder.take(temporary)) {
            var address = URI.create(new LocalPostgres(folder).start(freePort()));
            var url = "jdbc:postgresql://" + address.getHost() + ":" + address.getPort() + address.getPath()
                    + "?user=postgres";
            try (var connection = DriverManager.getConnection(url);
                    var statement = connection.createStatement()) {
                for (var durable : List.of("fsync", "synchronous_commit")) {
                    var answer = statement.executeQuery("show " + durable);
                    assertThat(answer.next()).isTrue();
                    assertThat(answer.getString(1)).as(durable).isEqualTo("on");
                }
                statement.execute("create extension pg_stat_statements");
                statement.execute("select count(*) from pg_stat_statements");
            }
            var server = server(folder);

            new LocalPostgres(folder).tidy();

            assertThat(server.isAlive()).isFalse();
            assertThat(folder.at("pg").resolve("postmaster.pid")).doesNotExist();
            assertThat(Files.readString(folder.at("pg").resolve("PG_VERSION")).strip())
                    .isEqualTo(LocalPostgres.MAJOR);
        }
    }

    @Test
    void the_process_that_has_the_id_of_a_dead_server_is_let_live() throws Exception {
        try (var folder = DataFolder.take(temporary)) {
            var stale = usable(folder).resolve("postmaster.pid");
            Files.writeString(stale, ProcessHandle.current().pid() + "\n");

            new LocalPostgres(folder).tidy();

            assertThat(stale).doesNotExist();
        }
    }

    @Test
    void a_folder_that_never_became_usable_is_made_afresh() throws Exception {
        try (var folder = DataFolder.take(temporary)) {
            Files.createDirectories(folder.at("pg").resolve("base/1"));
            Files.writeString(folder.at("pg").resolve("postgresql.conf"), "half written");

            new LocalPostgres(folder).tidy();

            assertThat(folder.at("pg")).doesNotExist();
        }
    }

    @Test
    void data_of_another_major_version_are_named_and_left_alone() throws Exception {
        try (var folder = DataFolder.take(temporary)) {
            var version = usable(folder).resolve("PG_VERSION");
            Files.writeString(version, "15\n");

            assertThatThrownBy(() -> new LocalPostgres(folder).tidy())
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("PostgreSQL 15")
                    .hasMessageContaining("PostgreSQL " + LocalPostgres.MAJOR);
            assertThat(version).exists();
        }
    }

    @Test
    void a_folder_that_cannot_be_one_is_named() throws IOException {
        var file = Files.createFile(temporary.resolve("data"));

        assertThatThrownBy(() -> DataFolder.take(file))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining(file.toString());
    }

    private static Path usable(DataFolder folder) throws IOException {
        var data = Files.createDirectories(folder.at("pg"));
        Files.createFile(data.resolve("fairground-usable"));
        return data;
    }

    private static ProcessHandle server(DataFolder folder) throws IOException {
        var pid = Files.readAllLines(folder.at("pg").resolve("postmaster.pid")).getFirst();
        return ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
