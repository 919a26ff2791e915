package dev.fairground.identity;

import dev.fairground.platform.errors.FieldFault;
import dev.fairground.platform.errors.Refusal;
import dev.fairground.platform.errors.Together;
import jakarta.servlet.http.HttpServletRequest;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/**
 * Shows a refused form again with the reason above it and beside each field at fault. Each of these forms posts to the address that shows it, and its template is
 * named after that address; what was typed is taken from the request, passwords aside.
 */
interface RefusedForm {

    @ExceptionHandler({IdentityRefused.class, Together.Several.class})
    default ModelAndView shownAgain(Refusal refused, HttpServletRequest request) {
        var page = new ModelAndView("identity" + request.getRequestURI());
        page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        page.addObject("refusal", refused.detail());
        page.addObject("refusalCode", refused.reason().code());
        page.addObject(
                "wrong", refused.fields().stream().collect(Collectors.toMap(FieldFault::field, FieldFault::message)));
        return page;
    }
}
