package dev.fairground.access;

import dev.fairground.platform.jobs.Job;
import dev.fairground.platform.jobs.JobReport;
import dev.fairground.platform.jobs.JobRun;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Removes tokens whose time is over: they open nothing, and the audit trail keeps that they were. */
@Component
class ForgetExpiredTokens implements Job {

    private static final int AT_ONCE = 1_000;

    private final TokenStore tokens;
    private final Clock clock;

    ForgetExpiredTokens(TokenStore tokens, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "tokens-purge";
    }

    @Override
    public JobReport run(JobRun run) {
        return run.inBatches(AT_ONCE, most -> tokens.forgetExpired(clock.instant(), most));
    }
}
