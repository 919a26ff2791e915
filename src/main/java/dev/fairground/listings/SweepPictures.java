package dev.fairground.listings;

import dev.fairground.platform.jobs.Job;
import dev.fairground.platform.jobs.JobReport;
import dev.fairground.platform.jobs.JobRun;
import dev.fairground.platform.objects.ObjectStore;
import dev.fairground.platform.objects.ObjectStore.Listed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** Removes objects that no picture names: those of uploads that broke off between store and row, or lost a race. */
@Component
class SweepPictures implements Job {

    static final String NAME = "sweep-pictures";

    /** An upload names its objects seconds after storing them, so in a day no row can still be on its way. */
    static final Duration GRACE = Duration.ofDays(1);

    /** Half of what S3 lists in one answer. */
    private static final int AT_ONCE = 500;

    private final PictureStore pictures;
    private final ObjectStore objects;
    private final Clock clock;

    SweepPictures(PictureStore pictures, ObjectStore objects, Clock clock) {
        this.pictures = pictures;
        this.objects = objects;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public JobReport run(JobRun run) {
        Instant before = clock.instant().minus(GRACE);
        var report = JobReport.NOTHING;
        var page = page("");
        while (!page.isEmpty() && !run.shouldStop()) {
            report = report.plus(run.eachOf(
                    orphans(page, before), orphan -> "object/" + orphan.key(), orphan -> objects.delete(orphan.key())));
            page = page(page.getLast().key().text());
        }
        return report;
    }

    private List<Listed> orphans(List<Listed> page, Instant before) {
        var old = page.stream()
                .filter(listed -> listed.storedAt().isBefore(before))
                .toList();
        var named = pictures.named(old.stream().map(Listed::key).toList());
        return old.stream()
                .filter(listed -> !named.contains(listed.key().text()))
                .toList();
    }

    private List<Listed> page(String after) {
        try {
            return objects.list(Picture.FOLDER, after, AT_ONCE);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
