package dev.fairground.operations;

import dev.fairground.access.Caller;
import dev.fairground.platform.jobs.JobControls;
import dev.fairground.platform.jobs.JobViews;
import dev.fairground.platform.web.Access;
import dev.fairground.platform.web.Who;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Recurring work, for operators' programs. */
@RestController
@RequestMapping(path = "/api/{version}/jobs", version = "1+")
class JobController {

    private final JobViews views;
    private final JobControls controls;

    JobController(JobViews views, JobControls controls) {
        this.views = views;
        this.controls = controls;
    }

    @GetMapping
    @Access(value = Who.STAFF, needs = "staff:operate", scope = "staff:read")
    AllJobs all() {
        return new AllJobs(views.schedulersAwake(), views.all());
    }

    @GetMapping("/{job}")
    @Access(value = Who.STAFF, needs = "staff:operate", scope = "staff:read")
    JobViews.JobDetail one(@PathVariable String job) {
        return views.one(job);
    }

    /** Asks for a run; how it went is then told by the newest of the job's runs. */
    @PostMapping("/{job}/runs")
    @Access(value = Who.STAFF, needs = "staff:operate", scope = "staff:write")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void run(Caller operator, @PathVariable String job) {
        controls.ask(job, actor(operator));
    }

    @PutMapping("/{job}/pause")
    @Access(value = Who.STAFF, needs = "staff:operate", scope = "staff:write")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void pause(Caller operator, @PathVariable String job, @Valid @RequestBody Why why) {
        controls.pause(job, actor(operator), why.why());
    }

    @DeleteMapping("/{job}/pause")
    @Access(value = Who.STAFF, needs = "staff:operate", scope = "staff:write")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void resume(@PathVariable String job) {
        controls.resume(job);
    }

    /** Has what was set aside tried again now: one item, or all of them. */
    @PostMapping("/{job}/retries")
    @Access(value = Who.STAFF, needs = "staff:operate", scope = "staff:write")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Retried retry(Caller operator, @PathVariable String job, @Valid @RequestBody Wanted wanted) {
        if (wanted.item() == null) {
            return new Retried(controls.retryAll(job, actor(operator)));
        }
        controls.retry(job, wanted.item(), actor(operator));
        return new Retried(1);
    }

    static String actor(Caller operator) {
        return "member/" + operator.id();
    }

    /** @param schedulersAwake how many looked for due jobs within the last minute; with none, nothing runs */
    record AllJobs(long schedulersAwake, List<JobViews.JobStanding> jobs) {}

    /** Without {@code item}, everything that the job has set aside. */
    record Wanted(@Size(min = 1, max = 200) @Nullable String item) {}

    record Retried(int items) {}
}
