package dev.fairground.ops;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What a release did outside, from the command line: listed, and undone by a plan that another person approves. */
final class Effects {

    private static final String USAGE = """
            usage: ops/effects list RELEASE [KIND]       what it did outside: mail, charge, refund, payout, webhook
                   ops/effects plan RELEASE [KIND] WHY   lists what would be undone and what cannot be; does nothing
                   ops/effects plans                     the newest plans
                   ops/effects show PLAN                 what becomes of each effect, and how far it is
                   ops/effects approve PLAN              by another person than the planner
                   ops/effects run PLAN                  undoes it, each effect once""";

    private final Desk desk;

    private Effects(Desk desk) {
        this.desk = desk;
    }

    /** Exits with 0, with 1 where it was refused, with 2 on arguments it does not know. */
    public static void main(String[] arguments) {
        System.exit(run(System.getenv(), Path.of(".data"), arguments));
    }

    static int run(Map<String, String> environment, Path data, String... arguments) {
        var words = List.of(arguments);
        var effects = new Effects(Desk.of(environment, data));
        return switch (words.isEmpty() ? "" : words.getFirst() + " " + (words.size() - 1)) {
            case "list 1" -> Desk.tell(() -> effects.list(words.get(1), ""));
            case "list 2" -> Desk.tell(() -> effects.list(words.get(1), words.get(2)));
            case "plan 2" -> Desk.tell(() -> effects.plan(words.get(1), "", words.get(2)));
            case "plan 3" -> Desk.tell(() -> effects.plan(words.get(1), words.get(2), words.get(3)));
            case "plans 0" -> Desk.tell(effects::plans);
            case "show 1" -> Desk.tell(() -> effects.show(words.get(1)));
            case "approve 1" -> Desk.tell(() -> effects.tell(effects.put(words.get(1), "/approval")));
            case "run 1" -> Desk.tell(() -> effects.tell(effects.put(words.get(1), "/run")));
            default -> Desk.usage(USAGE);
        };
    }

    private void list(String release, String kind) {
        var page = desk.get("/releases/" + encoded(release) + "/effects?limit=100&total=exact"
                        + (kind.isEmpty() ? "" : "&kind=" + encoded(upper(kind))))
                .json();
        page.path("items")
                .forEach(one -> System.out.printf(
                        "%-8s %-10s %s  %-48s %s%n",
                        lower(one, "kind"),
                        lower(one, "state"),
                        Desk.moment(text(one, "intendedAt")),
                        text(one, "target"),
                        text(one, "key")));
        System.out.println(page.at("/total/count").asString() + " in all, of which "
                + page.path("items").size() + " are shown");
    }

    private void plan(String release, String kind, String why) {
        var wanted = new HashMap<>(Map.of("release", release, "why", why));
        if (!kind.isEmpty()) {
            wanted.put("kind", upper(kind));
        }
        tell(desk.post("/compensations", wanted).json());
        System.out.println("Nothing is undone before another person has said ops/effects approve with this plan.");
    }

    private void plans() {
        desk.get("/compensations?limit=20")
                .json()
                .path("items")
                .forEach(plan -> System.out.printf(
                        "%s  %-12s %-8s %s  %s%n",
                        text(plan, "id"),
                        text(plan, "release"),
                        plan.path("kind").isString() ? lower(plan, "kind") : "all",
                        standing(plan),
                        text(plan, "why")));
    }

    private void show(String id) {
        tell(desk.get(plan(id)).json());
        desk.get(plan(id) + "/items?limit=100")
                .json()
                .path("items")
                .forEach(item -> System.out.printf(
                        "  %-8s %-10s %-48s %s%n",
                        lower(item, "kind"), lower(item, "state"), text(item, "target"), text(item, "key")));
    }

    private JsonNode put(String id, String what) {
        return desk.put(plan(id) + what, Map.of()).json();
    }

    private void tell(JsonNode detail) {
        var plan = detail.path("plan");
        System.out.printf("plan %s to undo %s: %s%n", text(plan, "id"), text(plan, "release"), standing(plan));
        detail.path("sums")
                .forEach(sum -> System.out.printf(
                        "%8s %-8s %-10s %s%n",
                        sum.path("items").asString(), lower(sum, "kind"), lower(sum, "state"), text(sum, "fate")));
    }

    private static String standing(JsonNode plan) {
        if (plan.path("begunAt").isString()) {
            return "begun";
        }
        return plan.path("approvedAt").isString() ? "approved" : "waits for a second person";
    }

    private static String plan(String id) {
        return "/compensations/" + encoded(id);
    }

    private static String upper(String kind) {
        return kind.toUpperCase(Locale.ROOT);
    }

    private static String lower(JsonNode node, String field) {
        return text(node, field).toLowerCase(Locale.ROOT);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }
}
