package dev.fairground.platform.outbox;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

class ListenersTest {

    record Happened(String what) {}

    static class First {
        @OutboxListener(id = "test.same")
        void on(Happened event) {}
    }

    static class Second {
        @OutboxListener(id = "test.same")
        void on(Happened event) {}
    }

    static class WithoutEvent {
        @OutboxListener(id = "test.without")
        void on() {}
    }

    static class WithTwo {
        @OutboxListener(id = "test.two")
        void on(Happened event, Happened another) {}
    }

    static class WithoutRecord {
        @OutboxListener(id = "test.text")
        void on(String event) {}
    }

    static class WithMissingKey {
        @OutboxListener(id = "test.key", key = "wat")
        void on(Happened event) {}
    }

    static class WithOddName {
        @OutboxListener(id = "Test")
        void on(Happened event) {}
    }

    @Test
    void two_listeners_of_one_name_stop_the_start() {
        refused("share an id", First.class, Second.class);
    }

    @Test
    void a_listener_of_anything_but_one_record_stops_the_start() {
        refused("takes one event, which is a record", WithoutEvent.class);
        refused("takes one event, which is a record", WithTwo.class);
        refused("takes one event, which is a record", WithoutRecord.class);
    }

    @Test
    void a_key_that_the_event_does_not_have_stops_the_start() {
        refused("keeps order by wat, which Happened does not have", WithMissingKey.class);
    }

    @Test
    void a_name_of_another_form_stops_the_start() {
        refused("has the form module.what", WithOddName.class);
    }

    private static void refused(String why, Class<?>... beans) {
        assertThatThrownBy(() -> {
                    try (var context = new AnnotationConfigApplicationContext()) {
                        context.register(Listeners.Early.class);
                        context.register(beans);
                        context.refresh();
                    }
                })
                .rootCause()
                .hasMessageContaining(why);
    }
}
