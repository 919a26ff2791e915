package dev.fairground.platform.instance;

/** What an instance does. One process may play all three; a host that can runs them as separate process types of the same jar. */
public enum Role {
    /** Answers requests. */
    WEB,
    /** Delivers what the outbox holds. */
    WORKER,
    /** Runs recurring work. */
    SCHEDULER
}
