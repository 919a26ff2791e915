/**
 * Practices as data: what the product claims to show, and where. The catalogue is {@code practices/<group>.md}; code and
 * tests carry the id ({@link dev.fairground.platform.practices.Shows}, and Proves among the tests), and the build
 * compares both ways, so that neither can claim what the other does not have.
 *
 * <p>A section of the catalogue is a heading, a line with the id and its state, prose, and a list whose entries are
 * fixed by the state:
 *
 * <pre>{@code
 * ## Every route declares its access rule
 *
 * `authz-deny-by-default` · open, comes with access
 *
 * What it is and why.
 *
 * - Planned: what will show it and what will prove it.
 * }</pre>
 *
 * <ul>
 *   <li>{@code · open, comes with access} has Planned;
 *   <li>{@code · shown, proof comes with access} has Shown in, Planned, See it happen, Remove it;
 *   <li>{@code · proven} has Shown in, Proven by, See it happen, Remove it.
 * </ul>
 *
 * <p>Places are links, several separated by commas. A place in Java is also marked in the code, and carries the name of
 * what is marked ({@code Type}, {@code Type.method}, or a package's last word).
 */
@NamedInterface("practices")
@NullMarked
package dev.fairground.platform.practices;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
