/**
 * Bytes that are no rows: pictures now. Written once under a key and served for ever under {@code /media/<key>}; the local disk keeps them
 * on one machine, a store that speaks S3 serves several.
 */
@NamedInterface("objects")
@NullMarked
package dev.fairground.platform.objects;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
