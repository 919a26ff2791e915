package dev.fairground.platform.querywatch;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.regex.Pattern;
import net.ttddyy.dsproxy.proxy.ParameterSetOperation;

/**
 * One text of a statement and what can be told from it: which places for values it has, what each of them is for, and what running it
 * twice means.
 */
record Statement(Fingerprint fingerprint, List<Slot> slots, Kind kind) {

    /** What it means to run a statement a second time with the same values. */
    enum Kind {
        /** The answer is the same unless something was written meanwhile. */
        READ,
        /** One more row, or one row changed once more. */
        WRITE,
        /** It takes other rows each time, or gives another answer: a claim, a chunk, a sequence, a lock. */
        MOVES,
        /** Settings, transactions, definitions: never work on rows one by one. */
        HOUSEKEEPING
    }

    /** Many more than an application has. Statements built with literals would fill any map, so it is bounded. */
    private static final Cache<String, Statement> KNOWN =
            Caffeine.newBuilder().maximumSize(5_000).build();

    private static final Pattern HOUSEKEEPING = Pattern.compile(
            "(?:set|reset|show|begin|start|commit|rollback|savepoint|release|listen|unlisten|notify|lock|create|alter|drop|comment|grant|revoke"
                    + "|truncate|analyze|vacuum|refresh|copy)\\b.*|select (?:pg_catalog\\.)?set_config ?\\(.*",
            Pattern.DOTALL);
    private static final Pattern WRITES = Pattern.compile("\\b(?:insert into|update|delete from|merge into)\\b");
    private static final Pattern MOVES = Pattern.compile(
            "\\bskip locked\\b|\\bfor (?:no key )?update\\b|\\bfor (?:key )?share\\b|\\bnextval\\b|\\bnext value for\\b|\\bpg_\\w+ ?\\("
                    + "|\\b(?:random|gen_random_uuid|clock_timestamp|timeofday|setval|set_config) ?\\(");
    private static final Pattern TAKES_SOME =
            Pattern.compile("\\bskip locked\\b|\\blimit\\b|\\bfetch (?:first|next)\\b");

    static Statement of(String text) {
        return KNOWN.get(text, Statement::read);
    }

    private static Statement read(String text) {
        var plain = PlainText.of(text);
        return new Statement(Fingerprint.of(plain.normalised()), Slots.of(plain), kindOf(plain.flat()));
    }

    private static Kind kindOf(String flat) {
        if (HOUSEKEEPING.matcher(flat).matches()) {
            return Kind.HOUSEKEEPING;
        }
        boolean writes = WRITES.matcher(flat).find() && !flat.startsWith("select");
        if (writes) {
            return TAKES_SOME.matcher(flat).find() ? Kind.MOVES : Kind.WRITE;
        }
        return MOVES.matcher(flat).find() || !flat.matches("(?s)(?:select|with|values|table|\\().*")
                ? Kind.MOVES
                : Kind.READ;
    }

    /** What one run is to the next one of the same statement; {@code parameters} are looked at and not kept. */
    Run run(List<ParameterSetOperation> parameters) {
        var values = new Values(parameters);
        boolean pages = slots.stream().anyMatch(slot -> slot.role() == Slot.Role.LIMIT && values.many(slot));
        boolean several = false;
        long key = 1;
        long all = 1;
        for (int i = 0; i < slots.size(); i++) {
            var slot = slots.get(i);
            long hash = (values.hash(slot) + 1L) * (0x9E3779B97F4A7C15L + 2L * i);
            all += hash;
            boolean many = slot.role() == Slot.Role.LISTED || slot.role() == Slot.Role.ARRAY && values.many(slot);
            several |= many;
            if (slot.singlesOut(pages) && !many && !values.many(slot)) {
                key += hash;
            }
        }
        return new Run(key, all, several);
    }

    /**
     * Numbers that differ, but for rare accidents, when values differ.
     *
     * @param key of the values that single out what the run is about; lists of several and positions in a walk are none of these
     * @param all of all values
     * @param several whether it is about several things at once
     */
    record Run(long key, long all, boolean several) {}
}
