package dev.fairground.ops.outage;

/** Prints what was measured beside what was wanted; times may take {@code slack} times as long, on a machine that is busy with other things. */
final class Goals {

    private final int slack;
    private boolean met = true;

    Goals(int slack) {
        this.slack = slack;
    }

    void within(String what, double figure, double goal, String unit) {
        atMost(what, figure, goal * slack, unit);
    }

    void atMost(String what, double figure, double goal, String unit) {
        say(what, figure, "at most", goal, unit, figure <= goal);
    }

    void atLeast(String what, double figure, double goal, String unit) {
        say(what, figure, "at least", goal, unit, figure >= goal);
    }

    boolean met() {
        return met;
    }

    private void say(String what, double figure, String relation, double goal, String unit, boolean holds) {
        met &= holds;
        System.out.printf(
                "  %-62s %9s %-3s goal %-8s %6s   %s%n",
                what, number(figure), unit, relation, number(goal), holds ? "met" : "MISSED");
    }

    private static String number(double figure) {
        return figure == Math.rint(figure) ? "%,.0f".formatted(figure) : "%,.1f".formatted(figure);
    }
}
