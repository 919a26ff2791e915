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

    CallSite current() {
        return STACK.walk(frames -> new CallSite(ours(frames)
                .map(frame -> new Line(
                        frame.getClassName() + "." + frame.getMethodName(),
                        String.valueOf(frame.getFileName()),
                        frame.getLineNumber()))
                .distinct()
                .toList()));
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
     * two lines call for two different reasons is two sites, and the same line in a loop is one.
     */
    record CallSite(List<Line> way) {

        /** Enough to see the finder, the loop around it, and who asked for it. */
        private static final int SHOWN = 4;

        /** Whether {@code method}, such as {@code shop.Orders.history}, is on the way. */
        boolean passes(String method) {
            return way.stream().anyMatch(line -> line.method().equals(method));
        }

        @Override
        public String toString() {
            return way.isEmpty()
                    ? "outside the application's own code"
                    : way.stream().limit(SHOWN).map(Line::toString).collect(Collectors.joining(" < "));
        }
    }

    /** One line of code; {@code method} is type and method. */
    record Line(String method, String file, int number) {

        @Override
        public String toString() {
            return method + "(" + file + ":" + number + ")";
        }
    }
}
