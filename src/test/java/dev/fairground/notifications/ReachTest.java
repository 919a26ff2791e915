package dev.fairground.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.notifications.SuppressionStore.Suppression.Cause;
import dev.fairground.testing.Proves;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every wish with every state of health: what is necessary finds each way that is open. */
@Proves("fx-channel-fallback")
class ReachTest {

    static Stream<Reach> all() {
        List<Boolean> both = List.of(true, false);
        return both.stream()
                .flatMap(mail -> both.stream()
                        .flatMap(push -> both.stream()
                                .flatMap(device -> Stream.concat(Stream.of(NO_TROUBLE), Stream.of(Cause.values()))
                                        .map(cause -> new Reach(mail, push, cause(cause), device)))));
    }

    private static final Object NO_TROUBLE = "none";

    private static @Nullable Cause cause(Object of) {
        return of instanceof Cause cause ? cause : null;
    }

    @ParameterizedTest
    @MethodSource("all")
    void what_is_necessary_takes_a_way_that_is_open_and_ends_in_the_inbox_where_none_is(Reach reach) {
        boolean mailIsOpen = reach.suppressed() == null || reach.suppressed() == Cause.COMPLAINT;
        var channels = reach.channels(Weight.NECESSARY);
        assertThat(channels.contains(Channel.MAIL)).isEqualTo(mailIsOpen);
        assertThat(channels.isEmpty()).isEqualTo(!mailIsOpen && !reach.hasDevice());
        if (channels.contains(Channel.PUSH)) assertThat(reach.hasDevice()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("all")
    void what_is_merely_welcome_comes_by_what_they_want_and_after_a_complaint_not_by_mail(Reach reach) {
        var channels = reach.channels(Weight.WELCOME);
        assertThat(channels.contains(Channel.MAIL)).isEqualTo(reach.wantsMail() && reach.suppressed() == null);
        assertThat(channels.contains(Channel.PUSH)).isEqualTo(reach.wantsPush() && reach.hasDevice());
    }

    @Test
    void who_wants_no_push_is_pushed_to_once_mail_is_dead() {
        assertThat(new Reach(true, false, null, true).channels(Weight.NECESSARY))
                .containsExactly(Channel.MAIL);
        assertThat(new Reach(true, false, Cause.HARD_BOUNCE, true).channels(Weight.NECESSARY))
                .containsExactly(Channel.PUSH);
    }

    @Test
    void a_kind_that_nobody_has_thought_of_is_necessary() {
        assertThat(Weight.of("new-kind")).isEqualTo(Weight.NECESSARY);
        assertThat(Weight.of("order-shipped")).isEqualTo(Weight.WELCOME);
    }
}
