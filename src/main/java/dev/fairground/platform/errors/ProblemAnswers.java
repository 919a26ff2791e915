package dev.fairground.platform.errors;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.servlet.ModelAndView;

/** Gives a problem the shape its reader wants: a JSON document for programs, a page for people. */
@Component
final class ProblemAnswers {

    /** The answer to {@code request}: a {@link ResponseEntity} or a {@link ModelAndView}, both of which Spring MVC takes. */
    Object answer(HttpServletRequest request, Reason reason, int status, String detail, List<FieldFault> errors) {
        return answer(request, reason, status, detail, errors, null);
    }

    Object answer(
            HttpServletRequest request,
            Reason reason,
            int status,
            String detail,
            List<FieldFault> errors,
            @Nullable Duration retryAfter) {
        var problem = Problem.of(reason, status, detail, MDC.get("traceId"), errors);
        if (wantsPage(request)) {
            var page = new ModelAndView("problem");
            page.setStatus(org.springframework.http.HttpStatusCode.valueOf(status));
            page.addObject("problem", problem);
            if (retryAfter != null) sayWhen(retryAfter);
            return page;
        }
        var answer = ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
        if (retryAfter != null) {
            answer.header(HttpHeaders.RETRY_AFTER, seconds(retryAfter));
        }
        return answer.body(problem);
    }

    /** A page has no headers of its own, so its answer gets them. */
    private static void sayWhen(Duration retryAfter) {
        if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes here
                && here.getResponse() != null) {
            here.getResponse().setHeader(HttpHeaders.RETRY_AFTER, seconds(retryAfter));
        }
    }

    private static String seconds(Duration retryAfter) {
        return String.valueOf(Math.max(1, retryAfter.plusMillis(999).toSeconds()));
    }

    /** Browsers ask for text/html by name; programs ask for JSON or for anything. The API never answers with a page. */
    private static boolean wantsPage(HttpServletRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return accept != null
                && accept.contains(MediaType.TEXT_HTML_VALUE)
                && !String.valueOf(request.getAttribute(jakarta.servlet.RequestDispatcher.ERROR_REQUEST_URI))
                        .startsWith("/api/")
                && !request.getRequestURI().startsWith("/api/");
    }
}
