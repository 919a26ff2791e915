/**
 * The way out over HTTP, the same for every outside we call: limits in time, never inside a transaction, and failures sorted by what is
 * known of their effect. Retries and pauses belong to the outbox, which calls again; here each call is made once.
 */
@NamedInterface("http")
@NullMarked
package dev.fairground.platform.http;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
