package dev.fairground.platform.jobs;

import static dev.fairground.testing.Documents.assertGenerated;
import static dev.fairground.testing.Documents.repository;

import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.Proves;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What recurs, and when, is read in a document: a change of it is seen by whoever reviews. */
@FairgroundTest
@Proves("job-schedules-in-code")
class JobCatalogueTest {

    @Autowired
    Jobs jobs;

    @Test
    void the_runbook_lists_every_job_with_its_cadence_grace_and_reason() {
        assertGenerated(
                repository().resolve("runbooks/operations/jobs.md"),
                "jobs",
                jobs.entries().entrySet().stream()
                        .map(job -> "| `%s` | %s | %s | %s |"
                                .formatted(
                                        job.getKey(),
                                        job.getValue().cadence(),
                                        RecurringWork.Entry.words(job.getValue().grace()),
                                        job.getValue().reason()))
                        .collect(Collectors.joining(
                                "\n", "\n| job | runs | grace | why |\n|---|---|---|---|\n", "\n\n")));
    }
}
