package dev.fairground.platform.idempotency;

import dev.fairground.platform.errors.Kind;
import dev.fairground.platform.errors.Refusal;
import dev.fairground.platform.practices.Shows;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Carries out an {@link Idempotent} handler once per key, and gives its answer again to whoever repeats the request.
 *
 * <p><b>How.</b> One transaction encloses everything: an advisory lock on the key, the look for an earlier answer, the handler, and the
 * row that stores its answer. Only after the commit does a byte leave. Therefore
 * <ul>
 *   <li>effect and answer are both there or both not, wherever the process dies: a repetition after a crash finds neither and starts
 *       afresh, or finds both and replays;
 *   <li>of two at once one holds the lock and the other hears at once that the first is in flight; nobody waits on a connection;
 *   <li>whoever gets the lock sees the other's row, because PostgreSQL makes a commit visible before it lets its locks go.
 * </ul>
 *
 * <p><b>Rejected.</b> The known design inserts the key first, commits it with a lease, and moves it through recovery points around the
 * call to the provider. It needs a sweeper for dead leases, a lease longer than the slowest request, and a second pass that may resume in the
 * middle. We need none of that, as a handler never calls the world outside: it records an intent, and the outbox calls after
 * the commit under a key of its own. A servlet filter was rejected too: it sees neither the handler nor its rule, and would have to act
 * before the caller is known to be allowed in. Here every interceptor has already said yes.
 *
 * <p><b>A refusal</b> of the trade (gone, conflict and their like) is an answer as well: after the rollback it is stored by itself, so the
 * repetition hears the same. Where somebody else's answer under this key came in between, that one counts. What another try might
 * heal (400, 401, 403, 429, 5xx) is never stored.
 */
@Shows("fx-idempotency-keys")
class IdempotentHandlers extends RequestMappingHandlerAdapter {

    private static final Set<Kind> DEFINITIVE =
            EnumSet.of(Kind.NOT_FOUND, Kind.CONFLICT, Kind.GONE, Kind.UNPROCESSABLE);

    private final IdempotencyKeys keys;
    private final TransactionOperations transaction;
    private final ObjectProvider<HandlerExceptionResolver> problems;

    IdempotentHandlers(
            IdempotencyKeys keys,
            TransactionOperations transaction,
            ObjectProvider<HandlerExceptionResolver> problems) {
        this.keys = keys;
        this.transaction = transaction;
        this.problems = problems;
    }

    @Override
    protected @Nullable ModelAndView handleInternal(
            HttpServletRequest request, HttpServletResponse response, HandlerMethod handler) throws Exception {
        if (!handler.hasMethodAnnotation(Idempotent.class)) {
            return super.handleInternal(request, response, handler);
        }
        var repeatable = new RepeatableRequest(request);
        once(KeyedCall.of(repeatable), repeatable, response, handler).sendTo(response);
        return null;
    }

    private Answer once(KeyedCall call, HttpServletRequest request, HttpServletResponse response, HandlerMethod handler)
            throws Exception {
        var buffered = new ContentCachingResponseWrapper(response);
        var headersBefore = Set.copyOf(response.getHeaderNames());
        try {
            return transaction.execute(status -> {
                keys.lock(call);
                return keys.find(call).orElseGet(() -> carriedOut(call, request, buffered, handler));
            });
        } catch (RefusedByHandler refused) {
            takeBack(buffered, response, headersBefore);
            return refusal(call, request, buffered, handler, refused.refusal);
        } catch (UndeclaredThrowableException wrapped) {
            takeBack(buffered, response, headersBefore);
            throw wrapped.getUndeclaredThrowable() instanceof Exception thrown ? thrown : wrapped;
        } catch (RuntimeException failed) {
            takeBack(buffered, response, headersBefore);
            throw failed;
        }
    }

    private Answer carriedOut(
            KeyedCall call, HttpServletRequest request, ContentCachingResponseWrapper buffered, HandlerMethod handler) {
        try {
            if (super.handleInternal(request, buffered, handler) != null) {
                throw new IllegalStateException("An @Idempotent handler answers with a body, not a view: " + handler);
            }
        } catch (Refusal refusal) {
            throw new RefusedByHandler(refusal);
        } catch (RuntimeException failed) {
            throw failed;
        } catch (Exception failed) {
            throw new UndeclaredThrowableException(failed);
        }
        if (buffered.getStatus() >= 400) {
            throw new IllegalStateException("An @Idempotent handler says no by a refusal, not a status: " + handler);
        }
        var answer = Answer.of(buffered);
        keys.store(call, answer);
        return answer;
    }

    private Answer refusal(
            KeyedCall call,
            HttpServletRequest request,
            ContentCachingResponseWrapper buffered,
            HandlerMethod handler,
            Refusal refusal)
            throws IOException {
        if (!DEFINITIVE.contains(refusal.reason().kind())) {
            throw refusal;
        }
        problems.getObject().resolveException(request, buffered, handler, refusal);
        var answer = Answer.of(buffered);
        return keys.storeUnlessAnswered(call, answer);
    }

    /** What the handler said no longer holds. Its headers have already reached the real response; the body has not. */
    private static void takeBack(
            ContentCachingResponseWrapper buffered, HttpServletResponse response, Set<String> headersBefore) {
        buffered.resetBuffer();
        var added = new HashSet<>(response.getHeaderNames());
        added.removeAll(headersBefore);
        added.forEach(name -> response.setHeader(name, null));
    }

    /** Marks a refusal as the handler's own, apart from those of the key. */
    private static final class RefusedByHandler extends RuntimeException {

        private final transient Refusal refusal;

        RefusedByHandler(Refusal refusal) {
            super(refusal);
            this.refusal = refusal;
        }
    }
}
