/** What {@code ./mvnw} adds to the application: a PostgreSQL, the simulators, secrets of this clone, and a card that says where all is. */
@NullMarked
package dev.fairground.development;

import org.jspecify.annotations.NullMarked;
