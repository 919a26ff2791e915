package watched;

/**
 * One way to use a database, with the verdict of somebody who reads its code.
 *
 * @param name what it does, as a reviewer would say it
 * @param why of a case that its statements do not decide: what one would have to know
 */
public record Case(String name, Verdict verdict, String why, Work work) {

    /** What a careful reader says. */
    public enum Verdict {
        /** One statement could have done what was done by as many as there are things. */
        REPEATS,
        /** As many statements as it takes. */
        HARMLESS,
        /** The statements are the same whether it is a mistake or not; the watch takes it for a repeat. */
        TAKEN_FOR_REPEATS,
        /** The statements are the same whether it is a mistake or not; the watch lets it pass. */
        LET_PASS
    }

    /** Runs as one unit. */
    @FunctionalInterface
    public interface Work {
        void in(World world) throws Exception;
    }

    static Case repeats(String name, Work work) {
        return new Case(name, Verdict.REPEATS, "", work);
    }

    static Case harmless(String name, Work work) {
        return new Case(name, Verdict.HARMLESS, "", work);
    }

    static Case takenForRepeats(String name, String why, Work work) {
        return new Case(name, Verdict.TAKEN_FOR_REPEATS, why, work);
    }

    static Case letPass(String name, String why, Work work) {
        return new Case(name, Verdict.LET_PASS, why, work);
    }

    /** Whether the watch should find something here. */
    public boolean isFound() {
        return verdict == Verdict.REPEATS || verdict == Verdict.TAKEN_FOR_REPEATS;
    }

    /** Whether precision and recall are about it. */
    public boolean isDecided() {
        return verdict == Verdict.REPEATS || verdict == Verdict.HARMLESS;
    }

    @Override
    public String toString() {
        return name;
    }
}
