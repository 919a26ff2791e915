/** The market while the database or a disk fails it: what its members are answered meanwhile, and how soon all is well again. */
@NullMarked
package dev.fairground.ops.outage;

import org.jspecify.annotations.NullMarked;
