package dev.fairground.platform.objects;

import dev.fairground.platform.ids.UuidV7;
import dev.fairground.platform.jobs.Job;
import dev.fairground.platform.jobs.JobReport;
import dev.fairground.platform.jobs.JobRun;
import dev.fairground.platform.practices.Shows;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.springframework.stereotype.Component;

/** Has the object store keep a few bytes, give them back and forget them. What a member's picture would meet first is so met before. */
@Component
@Shows("res-canary-calls")
class RehearseStorage implements Job {

    static final String NAME = "rehearse-storage";

    private final ObjectStore objects;

    RehearseStorage(ObjectStore objects) {
        this.objects = objects;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public JobReport run(JobRun run) {
        try {
            rehearse();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return JobReport.ok(1);
    }

    void rehearse() throws IOException {
        var key = new ObjectKey("rehearsal/" + UuidV7.next() + ".png");
        var bytes = key.text().getBytes(StandardCharsets.US_ASCII);
        objects.put(key, new ByteArrayInputStream(bytes));
        try (var found = objects.open(key).orElse(null)) {
            if (found == null || !Arrays.equals(found.bytes().readAllBytes(), bytes)) {
                throw new IllegalStateException(
                        "The object store took an object in and does not give it back as it was");
            }
        } finally {
            objects.delete(key);
        }
        if (objects.open(key).isPresent()) {
            throw new IllegalStateException("The object store still has what it was told to forget");
        }
    }
}
