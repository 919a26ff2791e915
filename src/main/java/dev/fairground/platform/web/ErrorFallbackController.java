package dev.fairground.platform.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Controller;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/**
 * Stands in for the framework's own error page: what went wrong outside of the dispatcher is thrown once more inside of it, so that the
 * one advice answers it like everything else.
 */
@Controller
class ErrorFallbackController implements ErrorController {

    static final String PATH = "/error";

    @RequestMapping(PATH)
    @Access(Who.ANYONE)
    void answer(HttpServletRequest request) throws Exception {
        var refused = BeforeDispatch.reason(request);
        if (refused.isPresent()) {
            throw refused.get();
        }
        var fault = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        var status = (@Nullable Integer) request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        if (status != null
                && status < 500
                && fault instanceof IOException) { // read by a handler, and not framed as it says
            throw BodyRefused.broken();
        }
        if ((status == null || status >= 500) && fault instanceof Exception ours) {
            throw ours; // a filter's: with the database away, say, it is the same "busy" as a handler's
        }
        if (status == null || status == 404) { // no error at all: somebody typed our path
            throw new NoResourceFoundException(HttpMethod.GET, request.getRequestURI(), request.getRequestURI());
        }
        throw new ErrorResponseException(HttpStatusCode.valueOf(status));
    }
}
