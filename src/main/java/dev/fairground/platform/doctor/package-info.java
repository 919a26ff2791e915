/**
 * Examines the database: ready-made looks at locks, sessions, statements, indexes and space, and plans of statements, each with what is
 * wrong said in words. It changes nothing, whatever it is asked: every look runs in a session that cannot write and that ends soon.
 */
@NamedInterface("doctor")
@NullMarked
package dev.fairground.platform.doctor;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
