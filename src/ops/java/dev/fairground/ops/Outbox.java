package dev.fairground.ops;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Outgoing deliveries from the command line: what waits and what was given up, another delivery or none, pause and resume. */
final class Outbox {

    private static final String USAGE = """
            usage: ops/outbox list                    every listener: what waits for it, since when, what is dead
                   ops/outbox dead [LISTENER]         what was given up, and why
                   ops/outbox waiting LISTENER        what waits for it, in its order
                   ops/outbox show ID                 one delivery
                   ops/outbox requeue ID              delivers a dead or discarded one again
                   ops/outbox requeue --listener L    delivers all dead of a listener again
                   ops/outbox discard ID WHY          decides against one
                   ops/outbox pause LISTENER WHY      nothing is delivered to it; "outside" means all mails and charges
                   ops/outbox resume LISTENER""";

    private final Desk desk;

    private Outbox(Desk desk) {
        this.desk = desk;
    }

    /** Exits with 0, with 1 where it was refused, with 2 on arguments it does not know. */
    public static void main(String[] arguments) {
        System.exit(run(System.getenv(), Path.of(".data"), arguments));
    }

    static int run(Map<String, String> environment, Path data, String... arguments) {
        var words = List.of(arguments);
        var outbox = new Outbox(Desk.of(environment, data));
        return switch (words.isEmpty() ? "" : words.getFirst() + " " + (words.size() - 1)) {
            case "list 0" -> Desk.tell(outbox::list);
            case "dead 0" -> Desk.tell(() -> outbox.print("/deliveries?limit=100"));
            case "dead 1" -> Desk.tell(() -> outbox.print("/deliveries?limit=100&listener=" + encoded(words.get(1))));
            case "waiting 1" -> Desk.tell(() -> outbox.print(listener(words.get(1)) + "/deliveries?limit=100"));
            case "show 1" -> Desk.tell(() -> outbox.show(words.get(1)));
            case "requeue 1" -> Desk.tell(() -> outbox.requeue(words.get(1)));
            case "requeue 2" ->
                words.get(1).equals("--listener")
                        ? Desk.tell(() -> outbox.requeueDead(words.get(2)))
                        : Desk.usage(USAGE);
            case "discard 2" -> Desk.tell(() -> outbox.discard(words.get(1), words.get(2)));
            case "pause 2" -> Desk.tell(() -> outbox.pause(words.get(1), words.get(2)));
            case "resume 1" -> Desk.tell(() -> outbox.resume(words.get(1)));
            default -> Desk.usage(USAGE);
        };
    }

    private void list() {
        var all = desk.get("/listeners").json();
        System.out.printf("%-40s%10s%8s  %-21s%s%n", "LISTENER", "WAITING", "DEAD", "OLDEST SINCE", "");
        all.forEach(one -> System.out.printf(
                "%-40s%10s%8s  %-21s%s%n",
                text(one, "id"),
                text(one, "waiting"),
                text(one, "dead"),
                Desk.moment(text(one, "oldest")),
                one.path("paused").isObject() ? "paused: " + text(one.path("paused"), "why") : ""));
    }

    private void print(String path) {
        var page = desk.get(path).json();
        page.path("items")
                .forEach(item -> System.out.printf(
                        "%s  %-36s %-12s %s  %s%n",
                        text(item, "id"),
                        text(item, "listener"),
                        text(item, "state"),
                        Desk.moment(text(item, "occurredAt")),
                        text(item, "error")));
        System.out.println(
                page.path("items").isEmpty()
                        ? "None."
                        : page.path("next").isMissingNode() ? "That is all." : "There are more.");
    }

    private void show(String id) {
        desk.get(delivery(id)).json().forEachEntry((name, value) -> {
            if (!value.isNull()) {
                System.out.printf("%-12s%s%n", name, value.asString());
            }
        });
    }

    private void requeue(String id) {
        desk.put(delivery(id) + "/repetition", Map.of());
        System.out.println("Is delivered again");
    }

    private void requeueDead(String listener) {
        var answer = desk.post(listener(listener) + "/repetitions", Map.of());
        System.out.println(answer.at("/deliveries") + " are delivered again");
    }

    private void discard(String id, String why) {
        desk.put(delivery(id) + "/discard", Map.of("why", why));
        System.out.println("Is discarded");
    }

    private void pause(String listener, String why) {
        desk.put(listener(listener) + "/pause", Map.of("why", why));
        System.out.println(listener + " is paused; what is meant for it waits in its order");
    }

    private void resume(String listener) {
        desk.delete(listener(listener) + "/pause");
        System.out.println(listener + " is delivered to again");
    }

    private static String delivery(String id) {
        return "/deliveries/" + encoded(id);
    }

    private static String listener(String id) {
        return "/listeners/" + encoded(id);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }
}
