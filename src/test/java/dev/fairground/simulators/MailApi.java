package dev.fairground.simulators;

import jakarta.mail.internet.InternetAddress;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The subset of Mailpit's REST API that tools and tests need, in Mailpit's words. */
final class MailApi {

    private static final int SNIPPET_LENGTH = 250;

    private final MailStore store;

    MailApi(MailStore store) {
        this.store = store;
    }

    void serveOn(SimulatorServer server) {
        server.on("GET", "/api/v1/messages", request -> list(request, store.newestFirst()));
        server.on("GET", "/api/v1/search", this::search);
        server.on(
                "GET",
                "/api/v1/message/{id}",
                request -> store.find(request.variable("id"))
                        .map(mail -> Answer.json(message(mail)))
                        .orElseGet(MailApi::notFound));
        server.on(
                "GET",
                "/api/v1/message/{id}/headers",
                request -> store.find(request.variable("id"))
                        .map(mail -> Answer.json(headers(mail)))
                        .orElseGet(MailApi::notFound));
        server.on("DELETE", "/api/v1/messages", this::delete);
    }

    static Answer notFound() {
        return Answer.json(404, Json.object().put("Error", "message not found"));
    }

    private Answer search(Request request) {
        var query = Objects.requireNonNullElse(request.query().get("query"), "");
        if (query.isBlank()) return Answer.json(400, Json.object().put("Error", "no search query"));
        var search = MailSearch.of(query);
        return list(
                request, store.newestFirst().stream().filter(search::matches).toList());
    }

    private Answer list(Request request, List<Mail> matching) {
        int start = number(request, "start", 0);
        int from = Math.min(start, matching.size());
        int to = Math.min(from + number(request, "limit", 50), matching.size());
        int total = store.newestFirst().size();
        var list = Json.object().put("total", total).put("unread", total).put("start", start);
        list.put("count", to - from).put("messages_count", matching.size());
        list.set(
                "messages",
                Json.array(matching.subList(from, to).stream()
                        .map(MailApi::summary)
                        .toList()));
        return Answer.json(list);
    }

    private Answer delete(Request request) {
        var ids = request.json().path("IDs");
        if (ids.isEmpty()) store.clear();
        else ids.forEach(id -> store.delete(id.asString()));
        return Answer.of(200, "text/plain", "ok");
    }

    private static int number(Request request, String name, int otherwise) {
        var text = request.query().get(name);
        int number = text == null ? otherwise : Integer.parseInt(text);
        if (number < 0 || number > 1_000_000) throw new IllegalArgumentException(name + " is out of range");
        return number;
    }

    private static ObjectNode summary(Mail mail) {
        var words = mail.text().isBlank() ? mail.html().replaceAll("<[^>]*>", " ") : mail.text();
        var snippet = words.strip().replaceAll("\\s+", " ");
        return common(mail)
                .put("Created", mail.created().toString())
                .put("Read", false)
                .put("Attachments", mail.attachments())
                .put("Snippet", snippet.substring(0, Math.min(snippet.length(), SNIPPET_LENGTH)));
    }

    private static ObjectNode message(Mail mail) {
        return common(mail)
                .put("Date", mail.created().toString())
                .put("Text", mail.text())
                .put("HTML", mail.html());
    }

    private static ObjectNode common(Mail mail) {
        var common = Json.object().put("ID", mail.id()).put("Subject", mail.subject());
        common.put("MessageID", mail.header("Message-ID").replaceAll("[<>]", ""));
        common.set(
                "From",
                mail.from().isEmpty() ? Json.object() : address(mail.from().getFirst()));
        common.set("To", addresses(mail.to()));
        common.set("Cc", addresses(mail.cc()));
        return common.put("Size", mail.raw().length);
    }

    private static ArrayNode addresses(List<InternetAddress> addresses) {
        return Json.array(addresses.stream().map(MailApi::address).toList());
    }

    private static ObjectNode address(InternetAddress address) {
        return Json.object()
                .put("Name", Objects.requireNonNullElse(address.getPersonal(), ""))
                .put("Address", address.getAddress());
    }

    private static ObjectNode headers(Mail mail) {
        var headers = Json.object();
        mail.headers().forEach((name, values) -> headers.set(name, Json.texts(values)));
        return headers;
    }
}
