/**
 * The way out, the same for every outside we call: limits in time and number, never inside a transaction, and failures sorted by what is
 * known of their effect. The outbox is the one layer that tries again; here each call is made once, or not at all while that is hopeless.
 */
@NamedInterface("http")
@NullMarked
package dev.fairground.platform.http;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
