package dev.fairground.platform.jobs;

import dev.fairground.platform.errors.Reason;
import dev.fairground.platform.errors.Refusal;

/** Why a job is not run. */
final class JobRefused extends Refusal {

    static final Reason NO_SUCH_JOB = Reason.notFound("no-such-job", "There is no job of this name.");
    static final Reason ALREADY_RUNNING = Reason.conflict("job-already-running", "The job is running at this moment.");
    static final Reason NOT_SET_ASIDE = Reason.notFound(
            "item-not-set-aside", "The job has set no such item aside; perhaps it went well meanwhile.");

    private JobRefused(Reason reason) {
        super(reason);
    }

    static JobRefused noSuchJob() {
        return new JobRefused(NO_SUCH_JOB);
    }

    static JobRefused alreadyRunning() {
        return new JobRefused(ALREADY_RUNNING);
    }

    static JobRefused notSetAside() {
        return new JobRefused(NOT_SET_ASIDE);
    }
}
