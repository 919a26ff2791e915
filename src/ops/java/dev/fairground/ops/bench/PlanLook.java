package dev.fairground.ops.bench;

import dev.fairground.ops.Rehearsal;
import dev.fairground.platform.doctor.Explainer;
import dev.fairground.platform.doctor.Explanation;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * How PostgreSQL answers the statements of one request in one market.
 *
 * @param indexes of listings that it read
 * @param faults what is not as its line says, in words
 */
record PlanLook(long buffers, double milliseconds, Collection<String> indexes, Collection<String> faults) {

    private static final Pattern INDEX = Pattern.compile("(?m)^ *(.*Scan) (listing_(?!pk)\\w+)(?: of listing)?:");
    private static final Pattern SORT = Pattern.compile("(?m)^( *)(?:Incremental )?Sort.*\\n\\1  .*?: rows ([\\d,]+)");

    /** A page, the row behind it that tells whether there is a next one, and as many that lie as near as those. */
    private static final int SHOWN = 50;

    static PlanLook at(ServedLine line, List<Rehearsal.Said> statements, Explainer explainer) throws SQLException {
        var explanations = new ArrayList<Explanation>();
        for (var said : statements) {
            if (said.hasPlan()) explanations.add(explainer.explain(said.sql(), said::bind));
        }
        var indexes = new TreeSet<String>();
        var faults = new TreeSet<String>();
        for (var explanation : explanations) {
            explanation.faults().stream()
                    .filter(fault -> !fault.matches(
                            "(Finds|Guesses) .*")) // in the index alone that is cheap, and the bound holds it
                    .forEach(faults::add);
            if (explanation.sql().contains("count(")) faults.add("Counts, and nobody asked.");
            String plan = String.join("\n", explanation.plan());
            if (plan.contains("Seq Scan listing:")) faults.add("Reads all listings.");
            INDEX.matcher(plan).results().forEach(found -> {
                indexes.add(found.group(2));
                if (found.group(1).equals("Index Scan") && line.isInIndexes()) {
                    faults.add("Reads more than the index " + found.group(2) + ".");
                }
            });
            SORT.matcher(plan)
                    .results()
                    .map(sort -> Long.parseLong(sort.group(2).replace(",", "")))
                    .filter(rows -> rows > SHOWN && line.indexes().size() == 1)
                    .forEach(rows -> faults.add("Sorts " + rows + " rows, and its index has the order."));
        }
        long buffers = explanations.stream().mapToLong(Explanation::buffers).sum();
        if (buffers > line.buffers()) faults.add("Touches " + buffers + " pages, and may " + line.buffers() + ".");
        indexes.stream()
                .filter(index -> !line.indexes().contains(index))
                .forEach(index -> faults.add("Uses " + index + "."));
        return new PlanLook(
                buffers,
                explanations.stream().mapToDouble(Explanation::milliseconds).sum(),
                indexes,
                faults);
    }
}
