package dev.fairground.operations;

import dev.fairground.platform.audit.AuditParts;
import dev.fairground.platform.jobs.Job;
import dev.fairground.platform.jobs.JobReport;
import dev.fairground.platform.jobs.JobRun;
import org.springframework.stereotype.Component;

/** Keeps parts of the audit trail ready. Here, and not beside the trail, because jobs record in it what people do with them. */
@Component
class KeepAuditParts implements Job {

    private final AuditParts parts;

    KeepAuditParts(AuditParts parts) {
        this.parts = parts;
    }

    @Override
    public String name() {
        return "audit-parts";
    }

    /** Fails where a row has no part, which is how somebody hears of it. */
    @Override
    public JobReport run(JobRun run) {
        var report = JobReport.ok(parts.keep());
        if (parts.isAstray()) {
            throw new IllegalStateException("Rows lie in audit.entry_default: ops/db parts tells of which months");
        }
        return report;
    }
}
