/**
 * How we are connected to the database: a pool per purpose, sized by what the server can take, each session with the name of what it
 * serves and with limits on what it may do, and a deadline for each request that reaches into the database.
 */
@NamedInterface("database")
@NullMarked
package dev.fairground.platform.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
