package dev.fairground.catalog;

import dev.fairground.platform.web.Access;
import dev.fairground.platform.web.Who;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The tree for clients: whole, or one category with its surroundings. */
@RestController
@RequestMapping(path = "/api/{version}/categories", version = "1+")
class CategoryController {

    private final Catalog catalog;

    CategoryController(Catalog catalog) {
        this.catalog = catalog;
    }

    @GetMapping
    @Access(Who.ANYONE)
    Tree all() {
        CategoryTree tree = catalog.tree();
        return new Tree(tree.version(), tree.all().stream().map(Node::of).toList());
    }

    @GetMapping("/{id}")
    @Access(Who.ANYONE)
    Surroundings one(@PathVariable CategoryId id) {
        CategoryTree tree = catalog.tree();
        Category category = tree.get(id);
        return new Surroundings(
                Node.of(category),
                tree.path(id).stream().map(Node::of).toList(),
                tree.children(id).stream().map(Node::of).toList(),
                tree.attributes(id));
    }

    /** All categories, each before its descendants. */
    record Tree(long version, List<Node> categories) {}

    /** {@code attributes} is what can be said of a thing in this category, inherited ones included. */
    record Surroundings(Node category, List<Node> path, List<Node> children, List<Attribute> attributes) {}

    record Node(
            CategoryId id,
            String slug,
            String name,
            @Nullable CategoryId parent) {
        static Node of(Category category) {
            return new Node(category.id(), category.slug(), category.name(), category.parent());
        }
    }
}
