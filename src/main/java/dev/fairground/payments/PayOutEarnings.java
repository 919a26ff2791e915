package dev.fairground.payments;

import dev.fairground.platform.jobs.Job;
import dev.fairground.platform.jobs.JobReport;
import dev.fairground.platform.jobs.JobRun;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Pays out what payees can have, to each who has named an account. */
@Component
class PayOutEarnings implements Job {

    static final String NAME = "pay-out-earnings";

    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private static final int AT_ONCE = 500;

    private final PayoutAccounts accounts;
    private final PayOut payOut;

    PayOutEarnings(PayoutAccounts accounts, PayOut payOut) {
        this.accounts = accounts;
        this.payOut = payOut;
    }

    @Override
    public String name() {
        return NAME;
    }

    /** A payee's balance is looked at under its lock, each in a transaction of its own. */
    @Override
    public JobReport run(JobRun run) {
        var report = JobReport.NOTHING;
        List<UUID> payees = accounts.usable(BEFORE_ALL, AT_ONCE);
        while (!payees.isEmpty()) {
            report = report.plus(run.eachOf(payees, payee -> "payee/" + payee, payOut::pay));
            payees = accounts.usable(payees.getLast(), AT_ONCE);
        }
        return report;
    }
}
