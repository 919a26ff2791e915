package dev.fairground.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

@Proves("test-fixed-randomness")
class ChanceTest {

    private final UUID ofThisTest = Chance.id();

    @Test
    void two_runs_with_one_seed_make_the_same_rows_to_the_byte() {
        assertThat(drawn(7, "a test")).isEqualTo(drawn(7, "a test"));
    }

    @Test
    void another_seed_and_another_test_make_others() {
        assertThat(drawn(7, "a test")).isNotEqualTo(drawn(8, "a test")).isNotEqualTo(drawn(7, "another"));
        assertThat(List.of(Chance.id(), Chance.id())).doesNotHaveDuplicates().doesNotContain(ofThisTest);
    }

    @Test
    void the_order_of_tests_is_the_seeds_and_not_the_compilers() {
        var one = shuffled(7, "first", "second", "third", "fourth", "fifth");

        assertThat(shuffled(7, "fifth", "third", "first", "fourth", "second")).isEqualTo(one);
        assertThat(shuffled(8, "first", "second", "third", "fourth", "fifth")).isNotEqualTo(one);
    }

    @Test
    void a_failure_says_how_to_meet_it_again() {
        assertThat(Chance.again("OrderTest", 7)).endsWith("-Dtest=OrderTest -Dseed=7");
    }

    private static List<String> drawn(long seed, String test) {
        Chance.begin(seed, test);
        return List.of(Chance.id().toString(), Chance.name("shop-"), Chance.id().toString());
    }

    private static List<String> shuffled(long seed, String... tests) {
        var list = new ArrayList<>(List.of(tests));
        Chance.shuffle(list, Function.identity(), seed);
        return list;
    }
}
