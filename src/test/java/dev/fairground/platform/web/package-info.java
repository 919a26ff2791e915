@NullMarked
package dev.fairground.platform.web;

import org.jspecify.annotations.NullMarked;
