package dev.fairground.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.RequestDispatcher;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

class ErrorFallbackControllerTest {

    private final ErrorFallbackController fallback = new ErrorFallbackController();
    private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/error");

    @Test
    void what_a_filter_failed_on_is_answered_as_if_a_handler_had() {
        var away = new CannotGetJdbcConnectionException("away");
        request.setAttribute(RequestDispatcher.ERROR_STATUS_CODE, 500);
        request.setAttribute(RequestDispatcher.ERROR_EXCEPTION, away);
        assertThatThrownBy(() -> fallback.answer(request)).isSameAs(away);
    }

    @Test
    void a_bare_status_keeps_its_number() {
        request.setAttribute(RequestDispatcher.ERROR_STATUS_CODE, 413);
        assertThatThrownBy(() -> fallback.answer(request))
                .isInstanceOfSatisfying(
                        ErrorResponseException.class,
                        fault -> assertThat(fault.getStatusCode().value()).isEqualTo(413));
    }

    @Test
    void without_an_error_there_is_nothing_at_its_address() {
        assertThatThrownBy(() -> fallback.answer(request)).isInstanceOf(NoResourceFoundException.class);
    }
}
