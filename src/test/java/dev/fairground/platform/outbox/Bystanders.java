package dev.fairground.platform.outbox;

import dev.fairground.identity.PasswordChanged;
import dev.fairground.platform.outbox.OutboxListener.Effect;
import dev.fairground.platform.outbox.OutboxListener.Lane;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Listeners that stand by in the outbox's own tests and do as the test tells them. */
@TestConfiguration(proxyBeanMethods = false)
class Bystanders {

    @Bean
    Crowd crowd(JdbcClient jdbc, ApplicationEventPublisher events) {
        return new Crowd(jdbc, events);
    }

    /** Something happened that everybody hears of. */
    record Shouted(UUID id, String words) {}

    /** One step of a row of steps. */
    record Stepped(String dancer, int step) {}

    /** Something that is of use for ten minutes. */
    record Whispered(String words) {}

    /** What a listener does besides writing down that it was called; may throw. */
    interface Reaction {
        void to(Object event) throws Exception;
    }

    /** Hears, writes down, reacts. */
    static class Crowd {

        final List<String> heard = new CopyOnWriteArrayList<>();
        final ConcurrentHashMap<String, Reaction> reactions = new ConcurrentHashMap<>();
        private final JdbcClient jdbc;
        private final ApplicationEventPublisher events;

        Crowd(JdbcClient jdbc, ApplicationEventPublisher events) {
            this.jdbc = jdbc;
            this.events = events;
        }

        @OutboxListener(id = "crowd.clap")
        void clap(Shouted event) throws Exception {
            hear("clap", event.words(), event);
        }

        @OutboxListener(id = "crowd.whistle", effect = Effect.OUTSIDE, lane = Lane.URGENT)
        void whistle(Shouted event) throws Exception {
            hear("whistle", event.words(), event);
        }

        @OutboxListener(id = "crowd.follow", key = "dancer", lane = Lane.BULK)
        void follow(Stepped event) throws Exception {
            hear("follow", event.dancer() + event.step(), event);
        }

        @OutboxListener(id = "crowd.lean-in", effect = Effect.OUTSIDE, key = "words", usefulFor = "PT10M")
        void leanIn(Whispered event) throws Exception {
            hear("lean-in", event.words(), event);
        }

        @OutboxListener(id = "crowd.gossip")
        void gossip(PasswordChanged event) throws Exception {
            hear("gossip", event.member().toString(), event);
        }

        private void hear(String how, String what, Object event) throws Exception {
            heard.add(how + " " + what);
            reactions.getOrDefault(how, any -> {}).to(event);
        }
    }
}
