package dev.fairground.ops;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/** Recurring work from the command line: what there is and how it goes, one run now, pause and resume, another try for what was set aside. */
final class Jobs {

    private static final String USAGE = """
            usage: ops/jobs list              every job: how it is, when it ran, when it runs next
                   ops/jobs show NAME         one job, its last runs, what it has set aside
                   ops/jobs run NAME          runs it now, waits for the end, and tells how it went
                   ops/jobs pause NAME WHY    the schedule leaves it alone until it is resumed
                   ops/jobs resume NAME
                   ops/jobs retry NAME [ITEM] tries an item that was set aside at once, or all of them""";

    private static final Duration PAUSE = Duration.ofMillis(500);

    /** A scheduler looks every second; one that has not begun by now is not there. */
    private static final Duration UNTIL_BEGUN = Duration.ofSeconds(30);

    private final Desk desk;
    private final Runnable meanwhile;

    private Jobs(Desk desk, Runnable meanwhile) {
        this.desk = desk;
        this.meanwhile = meanwhile;
    }

    /** Exits with 0, with 1 where it was refused or the run did not go well, with 2 on arguments it does not know. */
    public static void main(String[] arguments) {
        System.exit(run(System.getenv(), Path.of(".data"), () -> LockSupport.parkNanos(PAUSE.toNanos()), arguments));
    }

    /** As the command, in this process; {@code meanwhile} is done whenever a run is waited for. */
    static int run(Map<String, String> environment, Path data, Runnable meanwhile, String... arguments) {
        var words = List.of(arguments);
        var jobs = new Jobs(Desk.of(environment, data), meanwhile);
        return switch (words.isEmpty() ? "" : words.getFirst() + " " + (words.size() - 1)) {
            case "list 0" -> Desk.tell(jobs::list);
            case "show 1" -> Desk.tell(() -> jobs.show(words.get(1)));
            case "run 1" -> Desk.tell(() -> jobs.runNow(words.get(1)));
            case "pause 2" -> Desk.tell(() -> jobs.pause(words.get(1), words.get(2)));
            case "resume 1" -> Desk.tell(() -> jobs.resume(words.get(1)));
            case "retry 1" -> Desk.tell(() -> jobs.retry(words.get(1), Map.of()));
            case "retry 2" -> Desk.tell(() -> jobs.retry(words.get(1), Map.of("item", words.get(2))));
            default -> Desk.usage(USAGE);
        };
    }

    private void list() {
        var all = desk.get("/jobs").json();
        long awake = all.path("schedulersAwake").asLong();
        System.out.println(awake == 0 ? "No scheduler is awake: nothing runs." : "Schedulers awake: " + awake);
        System.out.printf("%-30s%-8s%-21s%-21s%-11s%s%n", "JOB", "STATE", "LAST SUCCESS", "NEXT DUE", "LAST RUN", "");
        all.path("jobs")
                .forEach(job -> System.out.printf(
                        "%-30s%-8s%-21s%-21s%-11s%s%n",
                        text(job, "name"),
                        text(job, "state"),
                        Desk.moment(text(job, "lastSuccess")),
                        Desk.moment(text(job, "nextDue")),
                        text(job.path("lastRun"), "state"),
                        remark(job)));
    }

    private static String remark(JsonNode job) {
        var remark = new StringBuilder();
        if (job.path("failures").asLong() > 0) {
            remark.append("failed ").append(text(job, "failures")).append(" times in a row. ");
        }
        if (job.path("setAside").asLong() > 0) {
            remark.append(text(job, "setAside")).append(" set aside. ");
        }
        if (job.path("paused").isObject()) {
            remark.append("paused: ").append(text(job.path("paused"), "why"));
        }
        return remark.toString();
    }

    private void show(String name) {
        var detail = desk.get(path(name)).json();
        var job = detail.path("job");
        System.out.printf(
                "%s is %s. Runs %s. %s%n", name, text(job, "state"), text(job, "cadence"), text(job, "reason"));
        System.out.println(remark(job));
        System.out.printf("%-21s%-11s%8s%6s  %-12s%-50s%s%n", "BEGAN", "STATE", "OK", "BAD", "RELEASE", "BY", "ON");
        detail.path("runs").forEach(Jobs::printRun);
        if (!detail.path("setAside").isEmpty()) {
            System.out.println("Set aside:");
            detail.path("setAside")
                    .forEach(item -> System.out.printf(
                            "  %s  failed %s times, tried again from %s: %s%n",
                            text(item, "item"),
                            text(item, "times"),
                            Desk.moment(text(item, "restsUntil")),
                            text(item, "error")));
        }
    }

    private static void printRun(JsonNode run) {
        System.out.printf(
                "%-21s%-11s%8s%6s  %-12s%-50s%s%n",
                Desk.moment(text(run, "startedAt")),
                text(run, "state"),
                text(run, "ok"),
                text(run, "bad"),
                text(run, "release"),
                text(run, "actor"),
                text(run, "instance"));
        if (!text(run, "error").isEmpty()) {
            System.out.println("  " + text(run, "error"));
        }
    }

    private void runNow(String name) {
        String before = text(lastRun(name), "id");
        desk.post(path(name) + "/runs", Map.of());
        long deadline = System.nanoTime() + UNTIL_BEGUN.toNanos();
        var run = lastRun(name);
        while (text(run, "id").equals(before) || text(run, "state").equals("running")) {
            if (text(run, "id").equals(before) && System.nanoTime() > deadline) {
                throw new Desk.Refused("Nobody has begun the run yet; it waits for a scheduler (ops/jobs list)");
            }
            meanwhile.run();
            run = lastRun(name);
        }
        printRun(run);
        if (!List.of("succeeded", "partial").contains(text(run, "state"))) {
            throw new Desk.Refused("The run of " + name + " did not go well");
        }
    }

    private JsonNode lastRun(String name) {
        return desk.get(path(name)).json().at("/runs/0");
    }

    private void pause(String name, String why) {
        desk.put(path(name) + "/pause", Map.of("why", why));
        System.out.println(name + " is paused");
    }

    private void resume(String name) {
        desk.delete(path(name) + "/pause");
        System.out.println(name + " runs by its schedule");
    }

    private void retry(String name, Map<String, String> wanted) {
        var answer = desk.post(path(name) + "/retries", wanted);
        System.out.println("Asked for another try of " + answer.at("/items") + " item(s) of " + name);
    }

    private static String path(String name) {
        return "/jobs/" + URLEncoder.encode(name, StandardCharsets.UTF_8);
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }
}
