package dev.fairground.platform.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The way in which a filter, which stands before the dispatcher and its advice, gives the same answer that a handler would give. */
public final class BeforeDispatch {

    private static final String WHY = BeforeDispatch.class.getName();

    private BeforeDispatch() {}

    /** Answers with what {@code why} is answered with everywhere; the filter must not go on with the request. */
    public static void refuse(HttpServletRequest request, HttpServletResponse response, Exception why)
            throws ServletException, IOException {
        request.setAttribute(WHY, why);
        request.setAttribute(RequestDispatcher.ERROR_REQUEST_URI, request.getRequestURI());
        // Forwarded and not sent as an error: an error dispatch would come past the very filter that just refused.
        request.getRequestDispatcher(ErrorFallbackController.PATH).forward(asOurs(request), response);
    }

    /** Forwarded with its own method or path, where nobody knows or can decode those, it would fail once more on the way. */
    private static HttpServletRequest asOurs(HttpServletRequest request) {
        return new HttpServletRequestWrapper(request) {
            @Override
            public String getMethod() {
                return "GET";
            }

            @Override
            public String getRequestURI() {
                return ErrorFallbackController.PATH;
            }
        };
    }

    static java.util.Optional<Exception> reason(ServletRequest request) {
        return java.util.Optional.ofNullable((Exception) request.getAttribute(WHY));
    }
}
