package dev.fairground.testing;

import static java.util.stream.Collectors.joining;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Holds every request that a test makes to the committed budget of its route. The test that made the request fails, so the sentence stands
 * where the work is being done. With {@code -Dregenerate=true} nothing fails, and at the end the file says what was seen.
 */
public final class StatementBudgets implements AfterEachCallback {

    /**
     * No request needs more: beyond it, a page is several pages or a loop. A refund by staff comes nearest, as it changes order, stock, payment
     * and refund, and puts two acts on record.
     */
    static final int CEILING = 18;

    private static final Path FILE = Documents.repository().resolve("src/test/resources/statement-budgets.txt");
    private static final Map<String, Integer> BUDGETS = parse(Documents.read(FILE));
    private static final Map<String, Integer> SEEN = new ConcurrentSkipListMap<>();
    private static final Map<String, String> BROKEN = new ConcurrentHashMap<>();
    private static final Map<Thread, Count> COUNTING = new ConcurrentHashMap<>();

    static {
        if (Boolean.getBoolean("regenerate")) {
            Runtime.getRuntime().addShutdownHook(new Thread(StatementBudgets::write));
        }
    }

    @Override
    public void afterEach(ExtensionContext test) throws InterruptedException {
        // A client has its answer a moment before the server has counted.
        Requests.awaitNone();
        var sentences = BROKEN.values().stream().sorted().collect(joining("\n"));
        BROKEN.clear();
        if (!sentences.isEmpty() && !Boolean.getBoolean("regenerate")) {
            throw new AssertionError(sentences);
        }
    }

    /** For a test whose requests nobody chose: of what they ran, the ceiling alone is held against them. */
    public static void holdToTheCeilingAlone() throws InterruptedException {
        Requests.awaitNone();
        BROKEN.values().removeIf(sentence -> !sentence.contains("no request may run more than"));
    }

    static Map<String, Integer> committed() {
        return BUDGETS;
    }

    /** Hears of every unit of work, and takes down those that are requests. */
    static void ended(String unit, int statements) {
        COUNTING.computeIfPresent(Thread.currentThread(), (thread, _) -> new Count(unit, statements));
    }

    private static void judge(Count count) {
        String route = route(count.route());
        SEEN.merge(route, count.statements(), Math::max);
        verdict(BUDGETS, route, count.statements()).ifPresent(sentence -> BROKEN.put(route, sentence));
    }

    /** HEAD may cost what GET does; and where nothing was found, or a refusal stands before all handlers, the method is the caller's fancy. */
    static String route(String unit) {
        return unit.replaceFirst("^HEAD ", "GET ").replaceFirst("^\\S* (/error|/\\*\\*|\\(no route\\))$", "GET $1");
    }

    /** What is wrong with a request of this route that ran so many statements, as a sentence that says what to do. */
    static Optional<String> verdict(Map<String, Integer> budgets, String route, int statements) {
        Integer budget = budgets.get(route);
        if (statements > CEILING) {
            return Optional.of(route + " ran " + statements + " statements; no request may run more than " + CEILING
                    + ". Read more per statement, or move work into a delivery.");
        }
        if (budget == null) {
            return Optional.of(route + " ran " + statements
                    + " statements and has no budget. If that is what it should cost," + " add the line \"" + route
                    + " = " + statements + "\" to src/test/resources/statement-budgets.txt.");
        }
        return statements <= budget
                ? Optional.empty()
                : Optional.of(route + " ran " + statements + " statements; its budget is " + budget
                        + ". Find the new statement (FAIRGROUND log level of net.ttddyy, or the report of querywatch) and remove it,"
                        + " or raise the line in src/test/resources/statement-budgets.txt and say why in the commit.");
    }

    /** Lines {@code METHOD route = number}; what starts with # is prose. */
    static Map<String, Integer> parse(String file) {
        var budgets = new TreeMap<String, Integer>();
        file.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .forEach(line -> {
                    int equals = line.lastIndexOf('=');
                    if (equals < 0
                            || budgets.put(
                                            line.substring(0, equals).strip(),
                                            Integer.valueOf(
                                                    line.substring(equals + 1).strip()))
                                    != null) {
                        throw new IllegalArgumentException("Not a budget, or the second one of its route: " + line);
                    }
                });
        return budgets;
    }

    private static void write() {
        var prose = Documents.read(FILE)
                .lines()
                .filter(line -> line.startsWith("#"))
                .collect(joining("\n", "", "\n\n"));
        var all = new TreeMap<>(BUDGETS);
        all.putAll(SEEN); // routes that this run did not call keep their line
        Documents.write(
                FILE,
                all.entrySet().stream()
                        .map(budget -> budget.getKey() + " = " + budget.getValue() + "\n")
                        .collect(joining("", prose, "")));
    }

    /** Knows which requests are still being counted. */
    @Order(Ordered.HIGHEST_PRECEDENCE)
    static final class Requests extends OncePerRequestFilter {

        private static final ReentrantLock LOCK = new ReentrantLock();
        private static final Condition NONE_OPEN = LOCK.newCondition();
        private static int open;

        private final Runnable beforehand;

        /** @param beforehand does what an application does now and then for all requests, so that none is charged for it */
        Requests(Runnable beforehand) {
            this.beforehand = beforehand;
        }

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            beforehand.run();
            change(1);
            COUNTING.put(Thread.currentThread(), Count.NONE);
            try {
                chain.doFilter(request, response);
            } finally {
                Count count = COUNTING.remove(Thread.currentThread());
                if (count != null && count != Count.NONE && !isOfTests(request)) {
                    judge(count);
                }
                change(-1);
            }
        }

        /** Handlers that a test brings along are no endpoints of ours. */
        private static boolean isOfTests(HttpServletRequest request) {
            // A planted fault is answered by a handler of ours in the end.
            return request.getRequestURI().startsWith("/planted/")
                    || request.getAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE)
                                    instanceof HandlerMethod handler
                            && handler.getBeanType()
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation()
                                    .getPath()
                                    .endsWith("/test-classes/");
        }

        private static void change(int by) {
            LOCK.lock();
            try {
                open += by;
                if (open == 0) {
                    NONE_OPEN.signalAll();
                }
            } finally {
                LOCK.unlock();
            }
        }

        /** Gives up after two seconds: a request that a test left open on purpose, such as a stream, ends when it ends. */
        static void awaitNone() throws InterruptedException {
            LOCK.lock();
            try {
                long left = TimeUnit.SECONDS.toNanos(2);
                while (open > 0 && left > 0) {
                    left = NONE_OPEN.awaitNanos(left);
                }
            } finally {
                LOCK.unlock();
            }
        }
    }

    private record Count(String route, int statements) {

        private static final Count NONE = new Count("", 0);
    }
}
