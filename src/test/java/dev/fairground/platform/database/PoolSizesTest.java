package dev.fairground.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairground.platform.instance.InvalidSettings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoolSizesTest {

    @ParameterizedTest
    @CsvSource({
        "97,  1,  2, 16, 15", // a server as it comes, and two processors
        "97,  1, 16, 31, 15", // more processors than connections to keep them busy
        "97,  3,  2, 10,  5",
        "497, 4, 64, 32, 20", // more would queue in the server
        "20,  1,  2,  4,  4", // the smallest of a host
        "16,  1,  2,  2,  4"
    })
    void what_the_server_takes_is_shared_with_room_for_a_roll_out(
            int takes, int instances, int processors, int web, int worker) {
        var sizes = PoolSizes.of(takes, instances, processors);

        assertThat(sizes).isEqualTo(new PoolSizes(web, worker));
        assertThat(2 * instances * (sizes.web() + sizes.worker())).isLessThan(takes);
    }

    @ParameterizedTest
    @CsvSource({"15, 1", "97, 8"})
    void too_few_for_all_refuse_the_start_with_what_to_do(int takes, int instances) {
        assertThatThrownBy(() -> PoolSizes.of(takes, instances, 2))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("takes " + takes + " connections")
                .hasMessageContaining("FAIRGROUND_INSTANCES");
    }
}
