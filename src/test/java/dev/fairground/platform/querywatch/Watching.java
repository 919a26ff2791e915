package dev.fairground.platform.querywatch;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import javax.sql.DataSource;

/** A watch over a foreign application, made by hand; for tests and for the bench. */
public final class Watching {

    private Watching() {}

    static QueryWatchSettings settings(QueryWatchSettings.Mode mode, int threshold) {
        return new QueryWatchSettings(mode, threshold, 1, List.of("watched"), List.of(), true, "user", "traceId");
    }

    /** One that finds everything from the second run on and tells each time, without stopping anything. */
    public static QueryWatch telling(MeterRegistry meters, NPlusOneListener listener) {
        return new QueryWatch(
                settings(QueryWatchSettings.Mode.LOG, 2), AllowList.EMPTY, meters, List.of(listener), List.of());
    }

    /** One as in production, which counts. */
    public static QueryWatch counting(MeterRegistry meters) {
        return new QueryWatch(settings(QueryWatchSettings.Mode.LOG, 10), AllowList.EMPTY, meters, List.of(), List.of());
    }

    public static DataSource watched(DataSource source) {
        return WatchedDataSources.watched(source);
    }
}
