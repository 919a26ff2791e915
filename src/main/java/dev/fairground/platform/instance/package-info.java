/** What this process is: its environment, its roles, its release, its secrets, and which database it was given. */
@NamedInterface("instance")
@NullMarked
package dev.fairground.platform.instance;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
