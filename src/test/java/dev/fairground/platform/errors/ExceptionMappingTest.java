package dev.fairground.platform.errors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.setup.MockMvcBuilders.standaloneSetup;

import dev.fairground.testing.Proves;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validation;
import jakarta.validation.constraints.NotBlank;
import java.lang.reflect.Method;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.springframework.beans.TypeMismatchException;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.support.DefaultMessageSourceResolvable;
import org.springframework.core.MethodParameter;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.mock.http.MockHttpInputMessage;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.validation.BindException;
import org.springframework.validation.FieldError;
import org.springframework.validation.method.MethodValidationResult;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.accept.InvalidApiVersionException;
import org.springframework.web.accept.MissingApiVersionException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.method.annotation.ExceptionHandlerMethodResolver;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What each kind of exception is answered with. A kind that the advice takes and no line here throws fails. */
@Proves("err-exception-mapping")
class ExceptionMappingTest {

    private static final String NO_FIELD = "";

    static Stream<Mapping> mappings() throws Exception {
        return Stream.of(
                new Mapping(new TooShort(), 400, "thing-too-short", "title"),
                new Mapping(violationOf("listing_title_length"), 400, "listing-title-length", "title"),
                new Mapping(violationOf("placed_order_ends_once"), 409, "not-in-that-state", NO_FIELD),
                new Mapping(violationOf("known_to_nobody"), 500, "internal-error", NO_FIELD),
                new Mapping(boundWrongly(), 400, "invalid-request", "title"),
                new Mapping(calledWrongly(), 400, "invalid-request", "title"),
                new Mapping(brokenThing(), 400, "invalid-request", "title"),
                new Mapping(unreadable(null), 400, "unreadable-body", NO_FIELD),
                new Mapping(unreadable(stoppedAt("title")), 400, "invalid-request", "title"),
                new Mapping(unreadable(new TooShort()), 400, "thing-too-short", "title"),
                new Mapping(mistyped(), 400, "invalid-request", "title"),
                new Mapping(
                        new MissingServletRequestParameterException("title", "String"),
                        400,
                        "invalid-request",
                        "title"),
                new Mapping(
                        new MissingRequestHeaderException("If-Match", parameter()), 400, "invalid-request", "If-Match"),
                new Mapping(new InvalidApiVersionException("9"), 400, "unknown-api-version", NO_FIELD),
                new Mapping(new MissingApiVersionException(), 400, "unknown-api-version", NO_FIELD),
                new Mapping(new CsrfException("none"), 403, "form-expired", NO_FIELD),
                new Mapping(new RequestRejectedException("a;b"), 400, "bad-request", NO_FIELD),
                new Mapping(new NoResourceFoundException(HttpMethod.GET, "/a", "a"), 404, "no-such-resource", NO_FIELD),
                new Mapping(
                        new HttpRequestMethodNotSupportedException("PUT", List.of("GET")),
                        405,
                        "method-not-allowed",
                        NO_FIELD),
                new Mapping(
                        new HttpMediaTypeNotSupportedException("text/odd"), 415, "unsupported-media-type", NO_FIELD),
                new Mapping(new HttpMediaTypeNotAcceptableException("text/odd"), 406, "not-acceptable", NO_FIELD),
                new Mapping(new OptimisticLockingFailureException("raced"), 409, "changed-meanwhile", NO_FIELD),
                new Mapping(
                        new CannotGetJdbcConnectionException("away", new SQLException("away")), 503, "busy", NO_FIELD),
                new Mapping(new CannotCreateTransactionException("away"), 503, "busy", NO_FIELD),
                new Mapping(new CannotAcquireLockException("locked"), 503, "busy", NO_FIELD),
                new Mapping(new QueryTimeoutException("slow"), 503, "busy", NO_FIELD),
                new Mapping(new TransientDataAccessResourceException("full"), 503, "busy", NO_FIELD),
                new Mapping(new ErrorResponseException(HttpStatus.GONE), 410, "bad-request", NO_FIELD),
                new Mapping(new ErrorResponseException(HttpStatus.BAD_GATEWAY), 500, "internal-error", NO_FIELD),
                new Mapping(new UnsupportedOperationException("a bug"), 500, "internal-error", NO_FIELD));
    }

    @ParameterizedTest
    @MethodSource("mappings")
    void each_kind_has_its_status_its_code_and_its_field(Mapping mapping) throws Exception {
        var answer = answerTo(mapping.thrown);

        var problem = new JsonMapper().readTree(answer.getContentAsString());
        assertThat(answer.getStatus()).isEqualTo(mapping.status);
        assertThat(answer.getContentType()).isEqualTo("application/problem+json");
        assertThat(problem.at("/code").asString()).isEqualTo(mapping.code);
        assertThat(problem.at("/errors/0/field").asString("")).isEqualTo(mapping.field);
        assertThat(answer.getContentAsString()).doesNotContain("known_to_nobody", "a bug", "away", "raced");
    }

    @Test
    void every_kind_that_the_advice_takes_is_tried() throws Exception {
        assertThat(untried(ProblemAdvice.class)).isEmpty();
    }

    @Test
    void a_kind_that_nobody_tries_is_found() throws Exception {
        assertThat(untried(Forgotten.class)).containsExactly(java.io.FileNotFoundException.class);
    }

    @Test
    void who_may_come_back_is_told_when() throws Exception {
        assertThat(answerTo(new QueryTimeoutException("slow")).getHeader("Retry-After"))
                .isEqualTo("2");
        assertThat(answerTo(new TooShort()).getHeader("Retry-After")).isEqualTo("90");
    }

    @Test
    void who_took_another_method_is_told_which_there_are() throws Exception {
        assertThat(answerTo(new HttpRequestMethodNotSupportedException("PUT", List.of("GET", "POST")))
                        .getHeader("Allow"))
                .isEqualTo("GET, POST");
    }

    private static MockHttpServletResponse answerTo(Exception thrown) throws Exception {
        return standaloneSetup(new Thrower(thrown))
                .setControllerAdvice(
                        new ProblemAdvice(new ProblemAnswers(), new ProblemCatalogue(), new SimpleMeterRegistry()))
                .build()
                .perform(get("/thrown"))
                .andReturn()
                .getResponse();
    }

    private static List<Class<? extends Throwable>> untried(Class<?> advice) throws Exception {
        var tried = mappings().map(Mapping::thrown).toList();
        var resolver = new ExceptionHandlerMethodResolver(advice);
        return Arrays.stream(advice.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(ExceptionHandler.class))
                .flatMap(method -> kinds(method)
                        .filter(kind -> tried.stream()
                                .noneMatch(thrown ->
                                        kind.isInstance(thrown) && method.equals(resolver.resolveMethod(thrown)))))
                .toList();
    }

    private static Stream<Class<? extends Throwable>> kinds(Method handler) {
        var named = handler.getAnnotation(ExceptionHandler.class).value();
        return named.length > 0
                ? Arrays.stream(named)
                : Arrays.stream(handler.getParameterTypes())
                        .filter(Throwable.class::isAssignableFrom)
                        .map(type -> type.asSubclass(Throwable.class));
    }

    private static DataIntegrityViolationException violationOf(String constraint) {
        return new DataIntegrityViolationException(
                "refused", new PSQLException(new ServerErrorMessage("SERROR\0C23514\0n" + constraint + "\0")));
    }

    private static BindException boundWrongly() {
        var faults = new BindException(new Thing(""), "thing");
        faults.addError(new FieldError("thing", "title", "must not be blank"));
        return faults;
    }

    private static HandlerMethodValidationException calledWrongly() throws NoSuchMethodException {
        var title = parameter();
        var blank = new DefaultMessageSourceResolvable(new String[] {"NotBlank"}, "must not be blank");
        var result = new ParameterValidationResult(title, "", List.of(blank), null, null, null, (_, _) -> blank);
        return new HandlerMethodValidationException(MethodValidationResult.create(
                new Thing(""), Objects.requireNonNull(title.getMethod()), List.of(result)));
    }

    private static ConstraintViolationException brokenThing() {
        try (var factory = Validation.buildDefaultValidatorFactory()) {
            return new ConstraintViolationException(factory.getValidator().validate(new Thing("")));
        }
    }

    private static HttpMessageNotReadableException unreadable(@org.jspecify.annotations.Nullable Throwable why) {
        return new HttpMessageNotReadableException("unreadable", why, new MockHttpInputMessage(new byte[0]));
    }

    private static JacksonException stoppedAt(String field) {
        try {
            new JsonMapper().readValue("{\"" + field + "\": {}}", Thing.class);
            throw new AssertionError("It was read");
        } catch (JacksonException stopped) {
            return stopped;
        }
    }

    private static TypeMismatchException mistyped() {
        var fault = new TypeMismatchException("many", Integer.class);
        fault.initPropertyName("title");
        return fault;
    }

    private static MethodParameter parameter() throws NoSuchMethodException {
        return new MethodParameter(ExceptionMappingTest.class.getDeclaredMethod("handle", String.class), 0) {
            @Override
            public String getParameterName() {
                return "title";
            }
        };
    }

    /** Stands for a handler with a parameter. */
    static Map<String, String> handle(String title) {
        return Map.of("title", title);
    }

    record Thing(@NotBlank String title) {}

    record Mapping(Exception thrown, int status, String code, String field) {}

    private static final class TooShort extends Refusal {

        TooShort() { // its reason in no constant, for those are the catalogue's
            super(
                    Reason.invalid("thing-too-short", "title", "A title has 3 characters."),
                    "Three characters, please.",
                    Duration.ofSeconds(90));
        }
    }

    @TestComponent
    @RestController
    private static final class Thrower {

        private final Exception thrown;

        Thrower(Exception thrown) {
            this.thrown = thrown;
        }

        @GetMapping("/thrown")
        void go() throws Exception {
            throw thrown;
        }
    }

    /** The twin: an advice with one kind more. */
    private static final class Forgotten {

        @ExceptionHandler
        String missing(java.io.FileNotFoundException fault) {
            return String.valueOf(fault.getMessage());
        }
    }
}
