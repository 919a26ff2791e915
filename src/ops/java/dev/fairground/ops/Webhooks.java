package dev.fairground.ops;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The payment provider's events from the command line: what came, what became of it, and processing it once more. */
final class Webhooks {

    private static final String USAGE = """
            usage: ops/webhooks list [STATE] [KIND]          the newest: RECEIVED waits, IGNORED means nothing here, PROCESSED is done
                   ops/webhooks show ID                      one event, with its body
                   ops/webhooks replay ID...                 processes them once more
                   ops/webhooks replay --from T --to T [--kind K] [--state S]
                                                             all that came in that time: 2026-11-02T12:00:00Z""";

    private final Desk desk;

    private Webhooks(Desk desk) {
        this.desk = desk;
    }

    /** Exits with 0, with 1 where it was refused, with 2 on arguments it does not know. */
    public static void main(String[] arguments) {
        System.exit(run(System.getenv(), Path.of(".data"), arguments));
    }

    static int run(Map<String, String> environment, Path data, String... arguments) {
        var words = List.of(arguments);
        var webhooks = new Webhooks(Desk.of(environment, data));
        var rest = words.isEmpty() ? words : words.subList(1, words.size());
        return switch (words.isEmpty() ? "" : words.getFirst()) {
            case "list" -> rest.size() <= 2 ? Desk.tell(() -> webhooks.list(rest)) : Desk.usage(USAGE);
            case "show" -> rest.size() == 1 ? Desk.tell(() -> webhooks.show(rest.getFirst())) : Desk.usage(USAGE);
            case "replay" -> rest.isEmpty() ? Desk.usage(USAGE) : webhooks.replay(rest);
            default -> Desk.usage(USAGE);
        };
    }

    private void list(List<String> wanted) {
        var query = new StringBuilder("/webhook-events?limit=100");
        if (!wanted.isEmpty()) query.append("&state=").append(encoded(wanted.getFirst()));
        if (wanted.size() == 2) query.append("&kind=").append(encoded(wanted.getLast()));
        var page = desk.get(query.toString()).json();
        page.path("items")
                .forEach(item -> System.out.printf(
                        "%s  %-10s %-34s %s  %s%n",
                        text(item, "id"),
                        text(item, "state"),
                        text(item, "kind"),
                        Desk.moment(text(item, "receivedAt")),
                        text(item, "about")));
        System.out.println(
                page.path("items").isEmpty() ? "None." : page.has("next") ? "There are more." : "That is all.");
    }

    private void show(String id) {
        desk.get("/webhook-events/" + encoded(id))
                .json()
                .forEachEntry((name, value) -> System.out.printf("%-14s%s%n", name, value.asString()));
    }

    private int replay(List<String> words) {
        if (!words.getFirst().startsWith("--")) return Desk.tell(() -> replay(Map.of("ids", words)));
        var selection = new HashMap<String, Object>();
        for (int i = 0; i + 1 < words.size(); i += 2) {
            selection.put(words.get(i).replaceFirst("^--", ""), words.get(i + 1));
        }
        boolean known = List.of("from", "to", "kind", "state").containsAll(selection.keySet());
        return known && words.size() % 2 == 0 ? Desk.tell(() -> replay(selection)) : Desk.usage(USAGE);
    }

    private void replay(Map<String, ?> wish) {
        System.out.println(desk.post("/webhook-events/replays", wish).at("/replayed") + " are processed once more");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }
}
