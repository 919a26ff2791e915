package dev.fairground.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.development.CloneSecrets;
import dev.fairground.platform.objects.ObjectStore;
import dev.fairground.seed.Volume;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.MemberFixture;
import dev.fairground.testing.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The command fills one kind of database, once, and leaves every other as it is. */
@FairgroundTest
@ExtendWith(OutputCaptureExtension.class)
class SeedCommandTest {

    private final String url = TestDatabase.copy();
    private final DriverManagerDataSource database = new DriverManagerDataSource(url);
    private final JdbcClient jdbc = JdbcClient.create(database);

    @BeforeEach
    void a_market_with_its_cast(@Autowired ObjectStore objects, @TempDir Path clone) {
        dev.fairground.seed.Seed.ifEmpty(database, objects, CloneSecrets.in(clone));
    }

    @Test
    void a_market_is_filled_once(CapturedOutput said) {
        assertThat(seed("", "200")).isZero();
        assertThat(Volume.made(jdbc)).isEqualTo(200);

        assertThat(seed("", "200")).isZero();
        assertThat(said.getOut()).contains("Nothing to do: the market has its 200 listings");
        assertThat(seed("", "400")).isEqualTo(1);
        assertThat(said.getErr()).contains("Nothing was changed: The market was filled with 200 listings before");
        assertThat(Volume.made(jdbc)).isEqualTo(200);
    }

    @Test
    void production_is_never_filled(CapturedOutput said) {
        assertThat(seed("production", "200")).isEqualTo(1);

        assertThat(said.getErr()).contains("Nothing was changed: FAIRGROUND_ENVIRONMENT is production");
        assertThat(Volume.made(jdbc)).isZero();
    }

    @Test
    void a_market_with_a_real_address_is_somebodys(CapturedOutput said) {
        MemberFixture.aMember().in(jdbc);
        jdbc.sql("update identity.member set email = 'somebody@example.org' where handle = 'buyer'")
                .update();

        assertThat(seed("", "200")).isEqualTo(1);

        assertThat(said.getErr()).contains("members with real addresses");
    }

    @Test
    void a_market_without_the_cast_is_not_ours(CapturedOutput said) {
        jdbc.sql("update identity.member set email = 'other@fairground.test' where handle = 'buyer'")
                .update();

        assertThat(seed("", "200")).isEqualTo(1);

        assertThat(said.getErr()).contains("The cast does not live in this database");
    }

    @Test
    void what_cannot_be_done_is_answered_with_what_can(CapturedOutput said) {
        assertThat(Seed.run("", "--listings", "many")).isEqualTo(2);
        assertThat(Seed.run("", "--size", "7")).isEqualTo(2);
        assertThat(Seed.run("", "--listings")).isEqualTo(2);
        assertThat(said.getErr()).contains("[--database-url jdbc:postgresql://localhost:5433");
        assertThat(Seed.run("", "--database-url", "jdbc:postgresql://localhost:1/nowhere"))
                .isEqualTo(1);
        assertThat(said.getErr()).contains("./mvnw brings one").doesNotContain("\tat ");
    }

    private int seed(String environment, String listings) {
        return Seed.run(environment, "--listings", listings, "--database-url", url);
    }
}
