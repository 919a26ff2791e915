package dev.fairground.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairground.testing.Proves;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Proves("perf-category-tree-in-ram")
class CategoryTreeTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void every_question_is_answered_as_by_walking_up_from_each_row(long seed) {
        var categories = randomCategories(new Random(seed), 120);
        var tree = CategoryTree.of(1, categories, Map.of());
        Map<CategoryId, Category> rows = new HashMap<>();
        categories.forEach(category -> rows.put(category.id(), category));

        for (Category category : categories) {
            var walked = walkUp(category, rows);
            assertThat(tree.path(category.id())).isEqualTo(walked);
            for (Category other : categories) {
                assertThat(tree.isWithin(category.id(), other.id())).isEqualTo(walked.contains(other));
            }
            assertThat(tree.subtree(category.id()))
                    .containsExactlyInAnyOrderElementsOf(categories.stream()
                            .filter(other -> walkUp(other, rows).contains(category))
                            .toList());
            assertThat(tree.isLeaf(category.id()))
                    .isEqualTo(
                            categories.stream().noneMatch(other -> category.id().equals(other.parent())));
        }
    }

    @Test
    void categories_that_lie_in_each_other_are_no_tree() {
        var a = new CategoryId(new UUID(0, 1));
        var b = new CategoryId(new UUID(0, 2));
        assertThatThrownBy(() -> CategoryTree.of(
                        1, List.of(new Category(a, "a", "A", b), new Category(b, "b", "B", a)), Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static List<Category> walkUp(Category category, Map<CategoryId, Category> rows) {
        var path = new ArrayList<Category>();
        for (@Nullable Category here = category;
                here != null;
                here = here.parent() == null ? null : rows.get(here.parent())) {
            path.addFirst(here);
        }
        return path;
    }

    private static List<Category> randomCategories(Random random, int count) {
        var categories = new ArrayList<Category>();
        for (int i = 0; i < count; i++) {
            CategoryId parent = i == 0 || random.nextInt(10) == 0
                    ? null
                    : categories.get(random.nextInt(i)).id();
            categories.add(new Category(new CategoryId(new UUID(random.nextLong(), i)), "c" + i, "C" + i, parent));
        }
        Collections.shuffle(categories, random);
        return categories;
    }
}
