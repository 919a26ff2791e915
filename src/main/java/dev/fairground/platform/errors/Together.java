package dev.fairground.platform.errors;

import dev.fairground.platform.practices.Shows;
import java.util.ArrayList;
import java.util.List;

/** Hears every part of a request before it is refused, so that a person mends all of its fields at once and not one a time. */
@Shows("err-actionable-user-message")
public final class Together {

    private Together() {}

    /**
     * Runs all the checks. One that refuses is thrown as it is; several become one refusal that names each field. For checks of what the
     * caller sent alone: after one that fails the rest still runs, so none may count on another.
     */
    public static void check(Runnable... checks) {
        var refusals = new ArrayList<Refusal>();
        for (Runnable check : checks) {
            try {
                check.run();
            } catch (Refusal refusal) {
                refusals.add(refusal);
            }
        }
        if (refusals.size() == 1) {
            throw refusals.getFirst();
        }
        if (!refusals.isEmpty()) {
            throw new Several(refusals);
        }
    }

    /** More than one field that does not hold. */
    public static final class Several extends Refusal {

        private final transient List<FieldFault> fields;

        private Several(List<Refusal> refusals) {
            super(Faults.INVALID_REQUEST);
            this.fields =
                    refusals.stream().map(Refusal::fields).flatMap(List::stream).toList();
        }

        @Override
        public List<FieldFault> fields() {
            return fields;
        }
    }
}
