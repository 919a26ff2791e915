package dev.fairground.platform.database;

import dev.fairground.platform.instance.Instance;
import dev.fairground.platform.practices.Shows;
import dev.fairground.platform.work.Work;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What a session is called in {@code pg_stat_activity}: role, instance, and what it works on, such as
 * {@code fairground-scheduler-7d9f8c6b5-x2x8p outbox-purge}. PostgreSQL keeps the first 63 bytes.
 */
@Shows("db-application-name")
final class SessionNames {

    /** Hosts' names are long, and differ at their end. */
    private static final int END_OF_INSTANCE = 16;

    private final String all;
    private final String web;
    private final String worker;
    private final String scheduler;

    SessionNames(Instance instance, String name) {
        String end = "-" + name.substring(Math.max(0, name.length() - END_OF_INSTANCE));
        this.all = "fairground-"
                + instance.roles().stream()
                        .map(role -> role.name().toLowerCase(Locale.ROOT))
                        .sorted()
                        .collect(Collectors.joining("+"))
                + end;
        this.web = "fairground-web" + end;
        this.worker = "fairground-worker" + end;
        this.scheduler = "fairground-scheduler" + end;
    }

    /** Of a session for that purpose, before it is known what it will work on. */
    String of(Purpose purpose) {
        return switch (purpose) {
            case WEB, FOLLOWER -> web;
            case WORKER -> all;
        };
    }

    /** Of a session that this thread borrows for that purpose. */
    String here(Purpose purpose) {
        return purpose == Purpose.WORKER ? Work.name().map(this::working).orElse(all) : of(purpose);
    }

    private String working(String name) {
        int space = name.indexOf(' ');
        String what = name.substring(space + 1);
        return (name.startsWith("job ") ? scheduler : worker) + " " + what;
    }
}
