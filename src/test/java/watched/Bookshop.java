package watched;

import dev.fairground.platform.querywatch.QueryWatchSetup;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.apache.catalina.webresources.TomcatURLStreamHandlerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A small application of somebody else's that has taken the watch, and nothing but the watch, into its own. */
@SpringBootConfiguration(proxyBeanMethods = false)
@ImportAutoConfiguration({
    DataSourceAutoConfiguration.class,
    TransactionAutoConfiguration.class,
    HibernateJpaAutoConfiguration.class,
    DataJpaRepositoriesAutoConfiguration.class,
    JacksonAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    TomcatServletWebServerAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    ErrorMvcAutoConfiguration.class
})
@EntityScan(basePackageClasses = Bookshop.class)
@EnableJpaRepositories(basePackageClasses = Bookshop.class)
@Import({QueryWatchSetup.class, Bookshop.Counter.class})
public class Bookshop {

    @Bean
    MeterRegistry meters() {
        return new SimpleMeterRegistry();
    }

    /** Called by name, from a class loader that knows nothing else of ours. */
    public static AutoCloseable start(String... arguments) {
        TomcatURLStreamHandlerFactory.disable(); // a process can have one, and this is not the only server in it
        return SpringApplication.run(Bookshop.class, arguments);
    }

    /** One list that is written as it should be and one that is not. */
    @RestController
    static class Counter {

        private final Shelves shelves;
        private final Books books;
        private final MeterRegistry meters;

        Counter(Shelves shelves, Books books, MeterRegistry meters) {
            this.shelves = shelves;
            this.books = books;
            this.meters = meters;
        }

        @GetMapping("/careful")
        int careful() {
            return books.findByShelfIdIn(List.of(1L, 2L, 3L)).size();
        }

        @GetMapping("/careless")
        int careless() {
            return shelves.findAll().stream().mapToInt(Shelf::size).sum();
        }

        @GetMapping("/found")
        double found() {
            return meters.get("n_plus_one")
                    .tag("unit", "GET /careless")
                    .counter()
                    .count();
        }
    }
}
