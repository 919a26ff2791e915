package dev.fairground.platform.errors;

import dev.fairground.platform.practices.Shows;
import dev.fairground.platform.work.Deadline;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.ConstraintViolationException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.validation.BindException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.accept.InvalidApiVersionException;
import org.springframework.web.accept.MissingApiVersionException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.JacksonException;

/**
 * The one place that turns an exception into an answer. What a caller did wrong is 4xx and says which field; what we did wrong is logged
 * and counted once, in full, and answered with a reference and no detail.
 */
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
@Shows("err-exception-mapping")
final class ProblemAdvice {

    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

    /** Long enough for a pool or a failover to recover, short enough that a person waits. */
    private static final Duration RETRY_SOON = Duration.ofSeconds(2);

    private final ProblemAnswers answers;
    private final ProblemCatalogue catalogue;
    private final MeterRegistry meters;

    ProblemAdvice(ProblemAnswers answers, ProblemCatalogue catalogue, MeterRegistry meters) {
        this.answers = answers;
        this.catalogue = catalogue;
        this.meters = meters;
    }

    @ExceptionHandler
    Object refused(Refusal refusal, HttpServletRequest request) {
        Reason reason = refusal.reason();
        return answers.answer(
                request,
                reason,
                reason.kind().status(),
                refusal.detail(),
                refusal.fields(),
                refusal.retryAfter().orElse(null));
    }

    @ExceptionHandler
    Object constraintTripped(DataIntegrityViolationException violation, HttpServletRequest request) {
        return catalogue
                .heldBy(violation)
                .map(reason ->
                        answers.answer(request, reason, reason.kind().status(), reason.sentence(), fieldOf(reason)))
                .orElseGet(() -> broken(violation, request, null));
    }

    /** Covers request bodies and bound forms alike: the former's exception is a kind of the latter. */
    @ExceptionHandler
    Object invalid(BindException faults, HttpServletRequest request) {
        return invalid(
                request, faults.getAllErrors().stream().map(RequestFaults::of).toList());
    }

    @ExceptionHandler
    Object invalid(HandlerMethodValidationException faults, HttpServletRequest request) {
        return invalid(
                request,
                faults.getParameterValidationResults().stream()
                        .flatMap(result -> result.getResolvableErrors().stream()
                                .map(error -> error instanceof org.springframework.validation.ObjectError bound
                                        ? RequestFaults.of(bound)
                                        : RequestFaults.of(
                                                String.valueOf(result.getMethodParameter()
                                                        .getParameterName()),
                                                error)))
                        .toList());
    }

    @ExceptionHandler
    Object invalid(ConstraintViolationException faults, HttpServletRequest request) {
        return invalid(
                request,
                faults.getConstraintViolations().stream().map(RequestFaults::of).toList());
    }

    @ExceptionHandler
    Object unreadable(HttpMessageNotReadableException fault, HttpServletRequest request) {
        List<FieldFault> where = List.of();
        for (Throwable cause = fault.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal refusal) { // outweighs the field in which reading stopped because of it
                return refused(refusal, request);
            }
            if (cause instanceof JacksonException json && where.isEmpty()) {
                where = RequestFaults.of(json);
            }
        }
        return where.isEmpty() ? plain(request, Faults.UNREADABLE_BODY, 400) : invalid(request, where);
    }

    @ExceptionHandler
    Object mistyped(TypeMismatchException fault, HttpServletRequest request) {
        String name = fault instanceof MethodArgumentTypeMismatchException argument
                ? argument.getName()
                : String.valueOf(fault.getPropertyName());
        return invalid(request, List.of(new FieldFault(name, "type", "Has the wrong form.")));
    }

    @ExceptionHandler
    Object missing(MissingServletRequestParameterException fault, HttpServletRequest request) {
        return invalid(request, List.of(new FieldFault(fault.getParameterName(), "required", "Is required.")));
    }

    @ExceptionHandler
    Object missing(MissingRequestHeaderException fault, HttpServletRequest request) {
        return invalid(request, List.of(new FieldFault(fault.getHeaderName(), "required", "Is required.")));
    }

    @ExceptionHandler({InvalidApiVersionException.class, MissingApiVersionException.class})
    Object unknownVersion(HttpServletRequest request) {
        return plain(request, Faults.UNKNOWN_VERSION, 400);
    }

    @ExceptionHandler
    Object crossSite(CsrfException fault, HttpServletRequest request) {
        return plain(request, Faults.CROSS_SITE, 403);
    }

    @ExceptionHandler
    Object rejected(RequestRejectedException fault, HttpServletRequest request) {
        return plain(request, Faults.BAD_REQUEST, 400);
    }

    @ExceptionHandler
    Object nothingThere(NoResourceFoundException fault, HttpServletRequest request) {
        return plain(request, Faults.NO_SUCH_PAGE, 404);
    }

    @ExceptionHandler
    Object method(HttpRequestMethodNotSupportedException fault, HttpServletRequest request, HttpServletResponse to) {
        String[] supported = fault.getSupportedMethods();
        if (supported != null) {
            to.setHeader("Allow", String.join(", ", supported));
        }
        return plain(request, Faults.METHOD, 405);
    }

    @ExceptionHandler
    Object mediaType(HttpMediaTypeNotSupportedException fault, HttpServletRequest request) {
        return plain(request, Faults.MEDIA_TYPE, 415);
    }

    @ExceptionHandler
    Object notAcceptable(HttpMediaTypeNotAcceptableException fault, HttpServletRequest request) {
        return plain(request, Faults.NOT_ACCEPTABLE, 406);
    }

    @ExceptionHandler
    Object changedMeanwhile(OptimisticLockingFailureException fault, HttpServletRequest request) {
        return plain(request, Faults.CHANGED_MEANWHILE, 409);
    }

    /** The database is away, full or slow. It is not the caller's fault and not a bug: say when to come back. */
    @ExceptionHandler({
        CannotGetJdbcConnectionException.class,
        CannotCreateTransactionException.class,
        PessimisticLockingFailureException.class,
        QueryTimeoutException.class,
        TransientDataAccessResourceException.class
    })
    Object busy(Exception fault, HttpServletRequest request) {
        log.warn("Answered busy: {}", fault.getMessage());
        if (Deadline.isOver()) {
            Thread.interrupted(); // what ended the handler must not end the answer
        }
        return answers.answer(request, Faults.BUSY, 503, Faults.BUSY.sentence(), List.of(), RETRY_SOON);
    }

    @ExceptionHandler
    @Nullable
    @Shows("err-loud-inside-gentle-outside")
    Object broken(Exception fault, HttpServletRequest request, @Nullable HttpServletResponse response) {
        if (response != null && response.isCommitted()) {
            return null; // half an answer is on its way (most often the client left); there is nothing more to say
        }
        if (fault instanceof ErrorResponse known && known.getStatusCode().is4xxClientError()) {
            return plain(request, Faults.BAD_REQUEST, known.getStatusCode().value());
        }
        if (Deadline.isOver() || Outage.isIn(fault)) {
            return busy(fault, request);
        }
        log.error("Request failed", fault);
        meters.counter("faults", "exception", fault.getClass().getSimpleName()).increment();
        return plain(request, Faults.INTERNAL, 500);
    }

    private Object invalid(HttpServletRequest request, List<FieldFault> faults) {
        return answers.answer(request, Faults.INVALID_REQUEST, 400, Faults.INVALID_REQUEST.sentence(), faults);
    }

    private Object plain(HttpServletRequest request, Reason reason, int status) {
        return answers.answer(request, reason, status, reason.sentence(), List.of());
    }

    private static List<FieldFault> fieldOf(Reason reason) {
        return reason.field() == null
                ? List.of()
                : List.of(new FieldFault(reason.field(), reason.code(), reason.sentence()));
    }
}
