package dev.fairground.notifications;

import dev.fairground.platform.jobs.Job;
import dev.fairground.platform.jobs.JobReport;
import dev.fairground.platform.jobs.JobRun;
import org.springframework.stereotype.Component;

/** Has the digests written, by night; each is then a delivery of its own, behind everything that somebody waits for. */
@Component
class SendDigests implements Job {

    /** The others have theirs the next night. */
    private static final int MOST = 20_000;

    private final Digests digests;
    private final AskForDigest ask;

    SendDigests(Digests digests, AskForDigest ask) {
        this.digests = digests;
        this.ask = ask;
    }

    @Override
    public String name() {
        return "send-digests";
    }

    @Override
    public JobReport run(JobRun run) {
        return run.eachOf(digests.due(MOST), member -> "member/" + member, ask::of);
    }
}
