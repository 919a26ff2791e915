/**
 * What left for the world outside, kept by the release that caused it, and undone by opposites.
 *
 * <p>Whoever reaches outside does so through {@link dev.fairground.platform.effects.Effects}, which writes the effect down before it is
 * tried; a repetition finds the same row, since it goes by the key that the other side knows. A module whose effects can be undone says how
 * by an {@link dev.fairground.platform.effects.Opposite}.
 *
 * <pre>
 * plan ──another person──▶ approved ──▶ begun: each item PLANNED ─▶ QUEUED ─▶ DONE | SKIPPED
 * </pre>
 *
 * <p>The run is deliveries of the outbox, each of which commits with its item. So a kill anywhere loses and repeats nothing, and a run that
 * is begun again finds nothing left. The release is where the first event of the chain was published: what a bad release left waiting is
 * its doing, though a good one carries it out.
 */
@NamedInterface("effects")
@NullMarked
package dev.fairground.platform.effects;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
