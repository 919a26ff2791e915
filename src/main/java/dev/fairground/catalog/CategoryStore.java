package dev.fairground.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Reads the categories and the version that every change to them raises. */
@Repository
class CategoryStore {

    private final JdbcClient jdbc;

    CategoryStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    long version() {
        return jdbc.sql("select version from catalog.tree_version")
                .query(Long.class)
                .single();
    }

    /** Version and rows come from one snapshot of the database; otherwise an edit between them would go unseen for ever. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    CategoryTree load() {
        long version = version();
        var categories = jdbc.sql("""
                  select id, slug, name, parent_id
                    from catalog.category
                order by position, slug
                """).query(CategoryStore::category).list();
        return CategoryTree.of(version, categories, attributes());
    }

    private Map<CategoryId, List<Attribute>> attributes() {
        var own = new HashMap<CategoryId, List<Attribute>>();
        jdbc.sql("""
                  select category_id, key, name, kind, unit, choices, required
                    from catalog.attribute
                order by position, key
                """).query(row -> {
            own.computeIfAbsent(new CategoryId(row.getObject("category_id", UUID.class)), _ -> new ArrayList<>())
                    .add(attribute(row));
        });
        return own;
    }

    private static Attribute attribute(ResultSet row) throws SQLException {
        var choices = row.getArray("choices");
        return new Attribute(
                row.getString("key"),
                row.getString("name"),
                Attribute.Kind.valueOf(row.getString("kind")),
                row.getString("unit"),
                choices == null ? List.of() : List.of((String[]) choices.getArray()),
                row.getBoolean("required"));
    }

    private static Category category(ResultSet row, int number) throws SQLException {
        UUID parent = row.getObject("parent_id", UUID.class);
        return new Category(
                new CategoryId(row.getObject("id", UUID.class)),
                row.getString("slug"),
                row.getString("name"),
                parent == null ? null : new CategoryId(parent));
    }
}
