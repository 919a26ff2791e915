package dev.fairground.catalog;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One node of the tree.
 *
 * @param slug its name in addresses: lower case, unique in the tree
 * @param parent the category it lies in, or null for a root
 */
public record Category(
        CategoryId id, String slug, String name, @Nullable CategoryId parent) {

    public Optional<CategoryId> parentId() {
        return Optional.ofNullable(parent);
    }
}
