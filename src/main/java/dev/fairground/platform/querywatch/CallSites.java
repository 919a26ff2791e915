package dev.fairground.platform.querywatch;

import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds in the stack which lines of the application's own code a statement comes from. */
final class CallSites {

    private static final StackWalker STACK = StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE);

    private final List<String> application;
    private final List<String> plumbing;

    CallSites(QueryWatchSettings settings) {
        this.application = inside(settings.application());
        this.plumbing = inside(settings.plumbing());
    }

    /** Where nothing of the application's is on the stack, as while an answer is written, the whole stack is the place. */
    CallSite current() {
        var ours = STACK.walk(frames -> lines(ours(frames)));
        return ours.isEmpty() ? new CallSite(STACK.walk(CallSites::lines), false) : new CallSite(ours, true);
    }

    private static List<Line> lines(Stream<StackFrame> frames) {
        return frames.map(frame -> new Line(
                        frame.getClassName() + "." + frame.getMethodName(),
                        String.valueOf(frame.getFileName()),
                        frame.getLineNumber(),
                        frame.getByteCodeIndex()))
                .distinct()
                .toList();
    }

    /** Whether a method on the way here, plumbing included, says that it repeats statements on purpose. */
    boolean repeatsAreExpected() {
        return STACK.walk(frames -> frames.filter(this::isOfTheApplication).anyMatch(CallSites::expectsRepeats));
    }

    private Stream<StackFrame> ours(Stream<StackFrame> frames) {
        return frames.filter(this::isOfTheApplication)
                .filter(frame -> !startsWithAny(frame.getClassName(), plumbing)
                        && frame.getDeclaringClass().getPackage() != CallSites.class.getPackage());
    }

    private boolean isOfTheApplication(StackFrame frame) {
        return startsWithAny(frame.getClassName(), application)
                && frame.getFileName() != null; // proxies are made at run time and come from no file
    }

    private static boolean expectsRepeats(StackFrame frame) {
        return Arrays.stream(frame.getDeclaringClass().getDeclaredMethods())
                .filter(method -> method.getName().equals(frame.getMethodName()))
                .filter(method -> Arrays.equals(
                        method.getParameterTypes(), frame.getMethodType().parameterArray()))
                .anyMatch(method -> method.isAnnotationPresent(ExpectRepeats.class));
    }

    private static boolean startsWithAny(String name, List<String> prefixes) {
        return prefixes.stream().anyMatch(name::startsWith);
    }

    /** With the dot, or {@code shop} would also mean {@code shopping}. */
    private static List<String> inside(List<String> packages) {
        return packages.stream().map(name -> name + ".").toList();
    }

    /**
     * The application's lines on the stack, innermost first, each once, so that a recursion is one site. The whole way counts: a finder that
     * two calls reach for two different reasons is two sites, be they on one line, and the same call in a loop is one.
     */
    record CallSite(List<Line> way, boolean inside) {

        /** Enough to see the finder, the loop around it, and who asked for it. */
        private static final int SHOWN = 4;

        /** Whether {@code method}, such as {@code shop.Orders.history}, is on the way. */
        boolean passes(String method) {
            return way.stream().anyMatch(line -> line.method().equals(method));
        }

        @Override
        public String toString() {
            return !inside
                    ? "outside the application's own code"
                    : way.stream().limit(SHOWN).map(Line::toString).collect(Collectors.joining(" < "));
        }
    }

    /** One call in the code; {@code method} is type and method, and {@code at} tells two calls on one line apart. */
    record Line(String method, String file, int number, int at) {

        @Override
        public String toString() {
            return method + "(" + file + ":" + number + ")";
        }
    }
}
