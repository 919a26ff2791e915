package dev.fairground.identity;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/**
 * Shows a refused form again with the reason beside it. Each of these forms posts to the address that shows it, and its template is
 * named after that address; what was typed is taken from the request, passwords aside.
 */
interface RefusedForm {

    @ExceptionHandler
    default ModelAndView shownAgain(IdentityRefused refused, HttpServletRequest request) {
        var page = new ModelAndView("identity" + request.getRequestURI());
        page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        page.addObject("refusal", refused.detail());
        page.addObject("refusalCode", refused.reason().code());
        return page;
    }
}
