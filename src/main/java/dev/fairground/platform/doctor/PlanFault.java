package dev.fairground.platform.doctor;

import dev.fairground.platform.practices.Shows;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What can be wrong with a step of a plan, in words. The bounds are where a page begins to feel it: below ten thousand rows a scan is as
 * quick as any index, and below a thousand rounds so is a loop.
 */
@Shows("db-explain-easy")
enum PlanFault {
    READS_ALL(
            step -> step.kind().equals("Seq Scan")
                    && (step.ran()
                            ? step.rows() + step.thrownAway() >= 10_000 && step.thrownAway() >= 9 * step.rows()
                            : !step.text("Filter").isEmpty() && step.count("Total Cost") >= 1_000),
            step -> step.ran()
                    ? say(
                            "Reads all %,d rows of %s to keep %,d: no index serves %s",
                            step.rows() + step.thrownAway(), step.of(), step.rows(), step.text("Filter"))
                    : say("Would read all of %s: no index serves %s", step.of(), step.text("Filter"))),
    THROWS_AWAY(
            step -> step.kind().matches("Index Scan|Index Only Scan|Bitmap Heap Scan")
                    && step.thrownAway() >= 1_000
                    && step.thrownAway() >= 9 * step.rows(),
            step -> say(
                    "Finds %,d rows by %s and throws %,d of them away: the index lacks what %s asks",
                    step.rows() + step.thrownAway(),
                    step.of(),
                    step.thrownAway(),
                    step.text("Filter").isEmpty() ? step.text("Recheck Cond") : step.text("Filter"))),
    COMPARES_PAIRS(
            step -> step.all("Rows Removed by Join Filter") >= 10_000
                    && step.all("Rows Removed by Join Filter") >= 9 * step.rows(),
            step -> say(
                    "Compares %,d pairs of rows to keep %,d: neither side has an index for %s",
                    step.rows() + step.all("Rows Removed by Join Filter"), step.rows(), step.text("Join Filter"))),
    SPILLS(
            step -> step.text("Sort Space Type").equals("Disk")
                    || step.count("Hash Batches") > 1
                    || step.count("Disk Usage") > 0,
            step -> say(
                    "%s does not fit into work_mem and works on disk (%,d kB): give it fewer rows, or an order that an"
                            + " index has",
                    step.kind(),
                    Math.max(
                            step.count("Sort Space Used"),
                            Math.max(step.count("Disk Usage"), step.count("Temp Written Blocks") * 8)))),
    SORTS_ALL(
            step -> step.text("Sort Method").equals("top-N heapsort")
                    && step.children().getFirst().rows() >= 10_000
                    && step.children().getFirst().rows() >= 100 * step.rows(),
            step -> say(
                    "Sorts %,d rows to give %,d: no index has the order %s",
                    step.children().getFirst().rows(), step.rows(), keys(step))),
    GUESSES_BADLY(
            step -> step.ran()
                    && step.rowsEach() >= 1_000
                    && step.rowsEach() >= 100 * Math.max(1, step.count("Plan Rows")),
            step -> say(
                    "Guesses %,d rows where %,d come (%s), so what stands on it is planned for a trifle: analyze, or"
                            + " create statistics on columns that depend on each other",
                    step.count("Plan Rows"), step.rowsEach(), (step.kind() + " " + step.of()).strip())),
    LOOPS(
            step -> step.loops() >= 1_000
                    && step.text("Parent Relationship").matches("Inner|SubPlan")
                    && step.buffers() >= step.loops(),
            step -> say(
                    "Goes %,d times to %s, once for each row beside it: %,d buffers; take fewer rows first, or read"
                            + " all of them at once",
                    step.loops(), step.reads(), step.buffers())),
    LOSSY(
            step -> step.count("Lossy Heap Blocks") > step.count("Exact Heap Blocks"),
            step -> say(
                    "The bitmap over %s does not fit into work_mem, so %,d whole pages are read again row by row",
                    step.of(), step.count("Lossy Heap Blocks"))),
    VISITS_TABLE(
            step -> step.kind().equals("Index Only Scan")
                    && step.count("Heap Fetches") >= 1_000
                    && 2 * step.count("Heap Fetches") >= step.rows(),
            step -> say(
                    "Could answer from %s alone, and visits the table %,d times all the same: vacuum it",
                    step.of(), step.count("Heap Fetches")));

    private final Predicate<PlanNode> applies;
    private final Function<PlanNode, String> sentence;

    PlanFault(Predicate<PlanNode> applies, Function<PlanNode, String> sentence) {
        this.applies = applies;
        this.sentence = sentence;
    }

    /** What is wrong with the plan, a sentence for each step that has a fault. */
    static List<String> in(PlanNode plan) {
        var sentences = new ArrayList<String>();
        plan.each(step -> {
            for (PlanFault fault : values()) {
                if (fault.applies.test(step)) {
                    sentences.add(fault.sentence.apply(step) + ".");
                }
            }
        });
        return sentences;
    }

    private static String say(String sentence, Object... values) {
        return String.format(Locale.ROOT, sentence, values);
    }

    private static String keys(PlanNode step) {
        return step.told()
                .path("Sort Key")
                .valueStream()
                .map(key -> key.asString())
                .toList()
                .toString()
                .replaceAll("[\\[\\]]", "")
                .toLowerCase(Locale.ROOT);
    }
}
