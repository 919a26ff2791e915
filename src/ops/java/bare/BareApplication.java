package bare;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
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

    /** The two handlers, with a row mapper written by hand. */
    @RestController
    static class Listings {

        private static final int PAGE = 24;

        private final JdbcTemplate jdbc;
        private final String list;
        private final String one;
        private final Object[] listParameters;
        private final String[] oneParameters;

        Listings(
                JdbcTemplate jdbc,
                @Value("${bare.list}") String list,
                @Value("${bare.list-parameters}") String listParameters,
                @Value("${bare.one}") String one,
                @Value("${bare.one-parameters}") String oneParameters) {
            this.jdbc = jdbc;
            this.list = list;
            this.one = one;
            this.listParameters = listParameters.split("\\|");
            this.oneParameters = oneParameters.split("\\|");
        }

        @GetMapping("/listings")
        List<Card> list() {
            var rows = jdbc.query(list, (row, _) -> card(row, null), listParameters);
            return rows.subList(0, Math.min(PAGE, rows.size()));
        }

        /** The first parameter is the id; the others stay as they were seen. */
        @GetMapping("/listings/{id}")
        Card one(@PathVariable UUID id) {
            var parameters = Arrays.copyOf(oneParameters, oneParameters.length, Object[].class);
            parameters[0] = id;
            return Objects.requireNonNull(
                    jdbc.queryForObject(one, (row, _) -> card(row, row.getString("description")), parameters));
        }

        private static Card card(ResultSet row, @Nullable String description) throws SQLException {
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
                    row.getString("object_key"),
                    description);
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
                @Nullable String picture,
                @Nullable String description) {}
    }
}
