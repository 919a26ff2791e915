@NullMarked
package dev.fairground.platform.jobs;

import org.jspecify.annotations.NullMarked;
