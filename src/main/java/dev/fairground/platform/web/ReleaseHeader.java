package dev.fairground.platform.web;

import dev.fairground.platform.practices.Shows;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.GitProperties;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Tells which commit serves: in the header of every answer, at {@code /version}, as the gauge {@code release.info}, and by the
 * {@link Frame} in every page. All read the one file that the build wrote.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
@Shows("deploy-commit-surfaced")
class ReleaseHeader extends OncePerRequestFilter implements MeterBinder {

    private final String release;

    ReleaseHeader(ObjectProvider<GitProperties> git) {
        GitProperties known = git.getIfAvailable();
        this.release = known == null ? "unknown" : String.valueOf(known.getShortCommitId());
    }

    String release() {
        return release;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setHeader("X-Release", release);
        chain.doFilter(request, response);
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        Gauge.builder("release.info", () -> 1)
                .description("Always 1; the label says which commit this instance runs")
                .tag("release", release)
                .register(meters);
    }

    /** The release as a document. */
    @Controller
    static class VersionController {

        private final ReleaseHeader header;

        VersionController(ReleaseHeader header) {
            this.header = header;
        }

        @GetMapping("/version")
        @ResponseBody
        @Access(Who.ANYONE)
        Version version() {
            return new Version(header.release);
        }
    }

    record Version(String release) {}
}
