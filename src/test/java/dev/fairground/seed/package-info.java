/** Fills a development database with a lively market, the same on every machine, in states that no job moves; and draws its pictures. */
@NullMarked
package dev.fairground.seed;

import org.jspecify.annotations.NullMarked;
