package dev.fairground.platform.web;

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
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.filter.OncePerRequestFilter;

/** Tells which commit serves: in the header of every answer, in the model of every page, and at {@code /version}. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class ReleaseHeader extends OncePerRequestFilter {

    private final String release;

    ReleaseHeader(ObjectProvider<GitProperties> git) {
        GitProperties known = git.getIfAvailable();
        this.release = known == null ? "unknown" : String.valueOf(known.getShortCommitId());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setHeader("X-Release", release);
        chain.doFilter(request, response);
    }

    /** The release as {@code ${release}} in every page. */
    @ControllerAdvice
    static class InPages {

        private final ReleaseHeader header;

        InPages(ReleaseHeader header) {
            this.header = header;
        }

        @ModelAttribute("release")
        String release() {
            return header.release;
        }
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
