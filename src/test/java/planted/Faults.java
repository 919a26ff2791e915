package planted;

import dev.fairground.platform.web.Access;
import dev.fairground.platform.web.Who;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.filter.OncePerRequestFilter;

/** Handlers that fail. */
@Controller
public class Faults {

    private final JdbcClient jdbc;

    Faults(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @GetMapping("/planted/driver")
    @ResponseBody
    @Access(Who.ANYONE)
    long driver() {
        return jdbc.sql("select secret_column from planted_table")
                .query(Long.class)
                .single();
    }

    @GetMapping("/planted/code")
    @ResponseBody
    @Access(Who.ANYONE)
    String code() {
        throw new IllegalStateException("planted.Faults knows the password");
    }

    @GetMapping("/planted/json")
    @ResponseBody
    @Access(Who.ANYONE)
    Unwritable json() {
        return new Unwritable();
    }

    @GetMapping("/planted/template")
    @Access(Who.ANYONE)
    String template() {
        return "planted/broken";
    }

    @GetMapping("/planted/repeats")
    @ResponseBody
    @Access(Who.ANYONE)
    String repeats() {
        for (long id = 1; id < 4; id++) {
            jdbc.sql("select slug from catalog.category where position = :id")
                    .param("id", id)
                    .query(String.class)
                    .list();
        }
        return "never reached where tests are strict";
    }

    /** A document that fails while it is written. */
    public static final class Unwritable {

        public String getName() {
            throw new IllegalStateException("planted.Faults$Unwritable");
        }
    }

    /** Fails before anything is dispatched. */
    public static final class BrokenFilter extends OncePerRequestFilter {

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws java.io.IOException, jakarta.servlet.ServletException {
            if (request.getRequestURI().equals("/planted/filter")) {
                throw new IllegalStateException("planted.Faults$BrokenFilter");
            }
            chain.doFilter(request, response);
        }
    }
}
