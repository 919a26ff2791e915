package dev.fairground.access;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One power that a member holds.
 *
 * @param right its name, chosen by the module that grants it, such as {@code shop:listings} or {@code staff:suspend}
 * @param on the one thing it holds for, or null where it holds everywhere (staff capabilities)
 */
public record Grant(String right, @Nullable UUID on) {}
