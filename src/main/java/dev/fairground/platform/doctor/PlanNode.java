package dev.fairground.platform.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** One step of a plan, as {@code explain (format json)} tells it. Counts are of all loops together, where it says otherwise of one. */
record PlanNode(JsonNode told) {

    String kind() {
        return text("Node Type");
    }

    String text(String name) {
        return told.path(name).asString("");
    }

    long count(String name) {
        return told.path(name).asLong();
    }

    boolean ran() {
        return told.has("Actual Loops");
    }

    long loops() {
        return count("Actual Loops");
    }

    /** What came out of it, or would by the planner's guess. */
    long rows() {
        return ran() ? all("Actual Rows") : count("Plan Rows");
    }

    long rowsEach() {
        return Math.round(told.path("Actual Rows").asDouble());
    }

    /** What it found and threw away again; not what a bitmap that knows pages alone made it look at. */
    long thrownAway() {
        return all("Rows Removed by Filter")
                + (count("Lossy Heap Blocks") > 0 ? 0 : all("Rows Removed by Index Recheck"));
    }

    /** Of a figure that is told as the average of a loop. */
    long all(String name) {
        return Math.round(told.path(name).asDouble() * loops());
    }

    long buffers() {
        return count("Shared Hit Blocks") + count("Shared Read Blocks");
    }

    /** What is read here or, at a step that only joins or sums, first below. */
    String reads() {
        return of().isEmpty() && !children().isEmpty() ? children().getFirst().reads() : of();
    }

    /** What is read, by the name under which a person knows it. */
    String of() {
        String index = text("Index Name");
        String table = text("Relation Name");
        return !table.isEmpty() && !index.isEmpty() ? index + " of " + table : table + index;
    }

    /** All that decides which rows it gives. */
    String condition() {
        return Stream.of("Index Cond", "Recheck Cond", "Hash Cond", "Merge Cond", "Join Filter", "Filter")
                .map(this::text)
                .filter(text -> !text.isEmpty())
                .distinct()
                .reduce((one, other) -> one + " and " + other)
                .orElse("");
    }

    List<PlanNode> children() {
        return told.path("Plans").valueStream().map(PlanNode::new).toList();
    }

    void each(Consumer<PlanNode> visit) {
        visit.accept(this);
        children().forEach(child -> child.each(visit));
    }

    /** A line for each step, indented under the step that asked for it. */
    List<String> lines() {
        var lines = new ArrayList<String>();
        lines("", lines);
        return lines;
    }

    private void lines(String indent, List<String> lines) {
        String measured = ran()
                ? String.format(
                        Locale.ROOT,
                        "rows %,d (guessed %,d), loops %,d, buffers %,d",
                        rowsEach(),
                        count("Plan Rows"),
                        loops(),
                        buffers())
                : String.format(
                        Locale.ROOT,
                        "rows guessed %,d, cost %,.0f",
                        count("Plan Rows"),
                        told.path("Total Cost").asDouble());
        lines.add((indent + kind() + " " + of()).stripTrailing() + ": " + measured
                + (condition().isEmpty() ? "" : "  " + condition()));
        children().forEach(child -> child.lines(indent + "  ", lines));
    }
}
