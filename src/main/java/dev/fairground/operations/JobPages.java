package dev.fairground.operations;

import dev.fairground.access.Caller;
import dev.fairground.platform.errors.Refusal;
import dev.fairground.platform.jobs.JobControls;
import dev.fairground.platform.jobs.JobViews;
import dev.fairground.platform.web.Access;
import dev.fairground.platform.web.Who;
import jakarta.validation.Valid;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Recurring work in an operator's browser. */
@Controller
@RequestMapping("/staff/jobs")
class JobPages {

    private final JobViews views;
    private final JobControls controls;

    JobPages(JobViews views, JobControls controls) {
        this.views = views;
        this.controls = controls;
    }

    @GetMapping
    @Access(value = Who.STAFF, needs = "staff:operate")
    String all(Model page) {
        page.addAttribute("awake", views.schedulersAwake());
        page.addAttribute("jobs", views.all());
        return "operations/jobs";
    }

    @GetMapping("/{job}")
    @Access(value = Who.STAFF, needs = "staff:operate")
    String one(@PathVariable String job, Model page) {
        page.addAttribute("detail", views.one(job));
        return "operations/job";
    }

    @PostMapping("/{job}/run")
    @Access(value = Who.STAFF, needs = "staff:operate")
    String run(Caller operator, @PathVariable String job, RedirectAttributes next) {
        return back(next, () -> controls.ask(job, JobController.actor(operator)));
    }

    @PostMapping("/{job}/pause")
    @Access(value = Who.STAFF, needs = "staff:operate")
    String pause(Caller operator, @PathVariable String job, @Valid Why why, RedirectAttributes next) {
        return back(next, () -> controls.pause(job, JobController.actor(operator), why.why()));
    }

    @PostMapping("/{job}/resume")
    @Access(value = Who.STAFF, needs = "staff:operate")
    String resume(@PathVariable String job, RedirectAttributes next) {
        return back(next, () -> controls.resume(job));
    }

    @PostMapping("/{job}/retry")
    @Access(value = Who.STAFF, needs = "staff:operate")
    String retry(Caller operator, @PathVariable String job, @RequestParam String item, RedirectAttributes next) {
        return back(next, () -> controls.retry(job, item, JobController.actor(operator)));
    }

    @PostMapping("/{job}/retry-all")
    @Access(value = Who.STAFF, needs = "staff:operate")
    String retryAll(Caller operator, @PathVariable String job, RedirectAttributes next) {
        return back(next, () -> controls.retryAll(job, JobController.actor(operator)));
    }

    /** To the job's page, which also tells where there is no such job. */
    private static String back(RedirectAttributes next, Runnable act) {
        try {
            act.run();
        } catch (Refusal refused) {
            next.addFlashAttribute("refusal", refused.detail());
        }
        return "redirect:/staff/jobs/{job}";
    }
}
