/**
 * What an operator sees of a running instance: log lines that say which request, member, route and release they belong to, and probes that
 * tell "alive" from "ready". Modules need nothing of it; it stands around them.
 */
@NamedInterface("observability")
@NullMarked
package dev.fairground.platform.observability;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
