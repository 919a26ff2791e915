/** How others' systems tell us something: events over HTTP, signed over the bytes of their body. What is done about them is their module's. */
@NamedInterface("webhooks")
@NullMarked
package dev.fairground.platform.webhooks;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
