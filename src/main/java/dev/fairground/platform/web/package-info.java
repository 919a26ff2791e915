/** The HTTP rim: access declarations, versions, pages of a list, headers, and which release is serving. */
@NamedInterface("web")
@NullMarked
package dev.fairground.platform.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
