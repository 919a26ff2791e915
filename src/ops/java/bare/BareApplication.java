package bare;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Answers a list and one listing by the statements that it is started with: those which the application was seen to run. */
@ImportAutoConfiguration({
    DataSourceAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    JacksonAutoConfiguration.class,
    JdbcTemplateAutoConfiguration.class,
    TomcatServletWebServerAutoConfiguration.class,
    WebMvcAutoConfiguration.class
})
@Import(BareApplication.Listings.class)
public class BareApplication {

    public static void main(String[] arguments) {
        var application = new SpringApplication(BareApplication.class);
        application.setDefaultProperties(Map.of("spring.threads.virtual.enabled", "true"));
        application.run(arguments);
    }

    /** The two handlers, with row mappers written by hand. */
    @RestController
    static class Listings {

        private static final int PAGE = 24;

        private final JdbcTemplate jdbc;
        private final Seen list;
        private final Seen one;
        private final Seen pictures;

        Listings(JdbcTemplate jdbc, Environment environment) {
            this.jdbc = jdbc;
            this.list = Seen.in(environment, "list");
            this.one = Seen.in(environment, "one");
            this.pictures = Seen.in(environment, "pictures");
        }

        @GetMapping("/listings")
        List<Card> list() {
            var rows = jdbc.query(list.sql, (row, _) -> card(row), list.parameters);
            return rows.subList(0, Math.min(PAGE, rows.size()));
        }

        @GetMapping("/listings/{id}")
        Detail one(@PathVariable UUID id) {
            var found = Objects.requireNonNull(jdbc.queryForObject(
                    one.sql,
                    (row, _) ->
                            new Detail(card(row), row.getString("description"), row.getString("attributes"), List.of()),
                    one.about(id)));
            return new Detail(
                    found.card,
                    found.description,
                    found.attributes,
                    jdbc.query(pictures.sql, (row, _) -> row.getString("object_key"), pictures.about(id)));
        }

        private static Card card(ResultSet row) throws SQLException {
            return new Card(
                    row.getObject("id", UUID.class),
                    row.getObject("shop_id", UUID.class),
                    row.getString("shop_name"),
                    row.getObject("category_id", UUID.class),
                    row.getString("title"),
                    row.getLong("price_minor"),
                    row.getString("currency"),
                    row.getInt("stock"),
                    row.getString("state"),
                    row.getString("card_key"));
        }

        record Seen(String sql, Object[] parameters) {

            static Seen in(Environment environment, String name) {
                return new Seen(
                        environment.getRequiredProperty("bare." + name),
                        environment
                                .getRequiredProperty("bare." + name + "parameters")
                                .split("\\|"));
            }

            /** The first parameter is the id; the others stay as they were seen. */
            Object[] about(UUID id) {
                var about = parameters.clone();
                about[0] = id.toString();
                return about;
            }
        }

        record Card(
                UUID id,
                UUID shop,
                String shopName,
                UUID category,
                String title,
                long amountMinor,
                String currency,
                int stock,
                String state,
                @Nullable String picture) {}

        record Detail(Card card, String description, String attributes, List<String> pictures) {}
    }
}
