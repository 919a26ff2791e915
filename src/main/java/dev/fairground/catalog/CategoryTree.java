package dev.fairground.catalog;

import dev.fairground.platform.practices.Shows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An immutable picture of all categories at one version, laid out in pre-order: the descendants of a category are the run of nodes right
 * behind it. So "lies under" compares two numbers, a subtree is a slice, and ancestors are a walk of at most the tree's depth.
 */
@Shows("perf-category-tree-in-ram")
public final class CategoryTree {

    private final long version;
    private final List<Category> preOrder;
    private final Map<CategoryId, Integer> position;
    private final int[] parent;
    private final int[] end;
    private final Map<CategoryId, List<Attribute>> attributes;

    private CategoryTree(
            long version,
            List<Category> preOrder,
            Map<CategoryId, Integer> position,
            int[] parent,
            int[] end,
            Map<CategoryId, List<Attribute>> attributes) {
        this.version = version;
        this.preOrder = preOrder;
        this.position = position;
        this.parent = parent;
        this.end = end;
        this.attributes = attributes;
    }

    /**
     * Builds the tree; siblings keep the order in which they are given.
     *
     * @param attributes what each category adds to those of its ancestors
     * @throws IllegalArgumentException if a parent is missing, or some categories lie in each other and so under no root
     */
    static CategoryTree of(long version, List<Category> categories, Map<CategoryId, List<Attribute>> attributes) {
        Map<@Nullable CategoryId, List<Category>> children = new HashMap<>();
        for (Category category : categories) {
            children.computeIfAbsent(category.parent(), _ -> new ArrayList<>()).add(category);
        }
        var preOrder = new ArrayList<Category>(categories.size());
        var position = new LinkedHashMap<CategoryId, Integer>();
        int[] parent = new int[categories.size()];
        int[] end = new int[categories.size()];
        lay(null, -1, children, preOrder, position, parent, end);
        if (preOrder.size() != categories.size()) {
            throw new IllegalArgumentException("Some categories hang under no root");
        }
        return new CategoryTree(
                version, List.copyOf(preOrder), Map.copyOf(position), parent, end, Map.copyOf(attributes));
    }

    private static void lay(
            @Nullable CategoryId of,
            int parentPosition,
            Map<@Nullable CategoryId, List<Category>> children,
            List<Category> preOrder,
            Map<CategoryId, Integer> position,
            int[] parent,
            int[] end) {
        for (Category child : children.getOrDefault(of, List.of())) {
            int here = preOrder.size();
            preOrder.add(child);
            position.put(child.id(), here);
            parent[here] = parentPosition;
            lay(child.id(), here, children, preOrder, position, parent, end);
            end[here] = preOrder.size();
        }
    }

    /** Rises with every edit; two trees of one version are the same. */
    public long version() {
        return version;
    }

    /** All categories, each before its descendants. */
    public List<Category> all() {
        return preOrder;
    }

    public Optional<Category> find(CategoryId id) {
        return Optional.ofNullable(position.get(id)).map(preOrder::get);
    }

    /** The category; refused with {@code no-such-category} if there is none. */
    public Category get(CategoryId id) {
        return find(id).orElseThrow(CatalogRefused::noSuchCategory);
    }

    /** The category itself and everything below it; empty if there is no such category. */
    public List<Category> subtree(CategoryId id) {
        Integer here = position.get(id);
        return here == null ? List.of() : preOrder.subList(here, end[here]);
    }

    /** Whether {@code id} is {@code ancestor} or lies below it. */
    public boolean isWithin(CategoryId id, CategoryId ancestor) {
        Integer here = position.get(id);
        Integer above = position.get(ancestor);
        return here != null && above != null && above <= here && here < end[above];
    }

    /** The way from the root to the category, itself included; empty if there is no such category. */
    public List<Category> path(CategoryId id) {
        var path = new ArrayList<Category>();
        for (int here = position.getOrDefault(id, -1); here >= 0; here = parent[here]) {
            path.addFirst(preOrder.get(here));
        }
        return path;
    }

    /** What can be said of a thing in this category: its ancestors' attributes first, its own last. */
    public List<Attribute> attributes(CategoryId id) {
        return path(id).stream()
                .flatMap(category -> attributes.getOrDefault(category.id(), List.of()).stream())
                .toList();
    }

    /**
     * What can be said of some thing in this category or below it, or of any thing at all, each key once. A key that several categories
     * have takes what any of them takes.
     */
    public List<Attribute> attributesWithin(@Nullable CategoryId id) {
        var merged = new LinkedHashMap<String, Attribute>();
        Stream<Category> concerned = id == null
                ? preOrder.stream()
                : Stream.concat(path(id).stream(), subtree(id).stream().skip(1));
        concerned
                .flatMap(category -> attributes.getOrDefault(category.id(), List.of()).stream())
                .forEach(attribute -> merged.merge(attribute.key(), attribute, Attribute::or));
        return List.copyOf(merged.values());
    }

    public List<Category> children(CategoryId id) {
        return subtree(id).stream()
                .filter(category -> id.equals(category.parent()))
                .toList();
    }

    /** A category without children; only such a one can be listed in. */
    public boolean isLeaf(CategoryId id) {
        return subtree(id).size() == 1;
    }
}
