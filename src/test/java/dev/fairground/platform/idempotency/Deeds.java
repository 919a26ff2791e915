package dev.fairground.platform.idempotency;

import dev.fairground.platform.errors.Reason;
import dev.fairground.platform.errors.Refusal;
import dev.fairground.platform.web.Access;
import dev.fairground.platform.web.Who;
import dev.fairground.testing.Chance;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.net.URI;
import java.security.Principal;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** A handler whose one effect is a row, so that effects can be counted. */
@TestConfiguration(proxyBeanMethods = false)
@Import({Deeds.DeedController.class, Deeds.DoDeed.class})
public class Deeds {

    /** Lets a test decide which moment is the middle of a request. */
    static volatile CountDownLatch reached = new CountDownLatch(1);

    static volatile CountDownLatch released = new CountDownLatch(0);

    /** Stands for the log-in: whoever the header names is the principal. */
    @Bean
    Filter whoTheHeaderNames() {
        return (request, response, chain) -> chain.doFilter(
                new HttpServletRequestWrapper((HttpServletRequest) request) {
                    @Override
                    public @Nullable Principal getUserPrincipal() {
                        String name = getHeader("X-Test-Member");
                        return name == null ? super.getUserPrincipal() : () -> name;
                    }
                },
                response);
    }

    record Deed(@NotBlank String what) {}

    record Done(UUID id, String what) {}

    @TestComponent
    @RestController
    static class DeedController {

        private final DoDeed doDeed;

        DeedController(DoDeed doDeed) {
            this.doDeed = doDeed;
        }

        @PostMapping("/api/{version}/test-people/{person}/deeds")
        @Access(Who.ANYONE)
        @Idempotent
        ResponseEntity<Done> done(@PathVariable String person, @Valid @RequestBody Deed deed) {
            var done = doDeed.of(person, deed.what());
            return ResponseEntity.created(URI.create("/api/v1/test-deeds/" + done.id()))
                    .header("X-Of-The-Moment", "yes")
                    .body(done);
        }
    }

    @TestComponent
    static class DoDeed {

        private final JdbcClient jdbc;

        DoDeed(JdbcClient jdbc) {
            this.jdbc = jdbc;
        }

        @Transactional
        public Done of(String person, String what) {
            var done = new Done(Chance.id(), what);
            jdbc.sql("insert into deeds.deed (id, person, what) values (:id, :person, :what)")
                    .param("id", done.id())
                    .param("person", person)
                    .param("what", what)
                    .update();
            if (what.equals("wait")) {
                reached.countDown();
                await(released);
            }
            if (what.equals("forbidden by the trade")) {
                throw DeedRefused.already();
            }
            if (what.equals("a bug")) {
                throw new IllegalStateException("planted");
            }
            return done;
        }

        private static void await(CountDownLatch latch) {
            try {
                latch.await();
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        }
    }

    static final class DeedRefused extends Refusal {

        private DeedRefused() {
            // No constant: the catalogue lists those, and this one is not the application's.
            super(Reason.conflict("test-deed-already-done", "This was done already."));
        }

        static DeedRefused already() {
            return new DeedRefused();
        }
    }
}
