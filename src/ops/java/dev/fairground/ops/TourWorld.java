package dev.fairground.ops;

import dev.fairground.testing.Api;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * What the {@link Tour} and the {@link Traffic} talk to: the application and the outsides that stand around it.
 *
 * @param meanwhile what is done before looking again for what the application does on its own: waiting a little, as a rule
 */
record TourWorld(Api application, Api mail, Api payments, Api humanCheck, Runnable meanwhile) {

    /** A payment and its mails take seconds; who waits longer would give up the purchase, too. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Pattern CONFIRMATION = Pattern.compile("/confirm\\?token=([\\w.~-]+)");
    private static final String PASSWORD = "a chair, a lamp and a long walk";
    private static final List<String> SCOPES = List.of(
            "profile:read",
            "profile:write",
            "shops:read",
            "shops:write",
            "listings:read",
            "listings:write",
            "orders:read",
            "orders:write",
            "payments:write");

    /** A member with a token that opens what the tour needs. */
    record Member(String email, Api api) {}

    /** A step that did not go as it must; says which and what was answered. */
    static final class Unexpected extends RuntimeException {

        private static final long serialVersionUID = 1;

        Unexpected(String sentence) {
            super(sentence);
        }
    }

    /** The same world, met from this address: where the application takes loopback for a proxy, as in development, limits count it. */
    TourWorld from(String address) {
        return new TourWorld(application.with("X-Forwarded-For", address), mail, payments, humanCheck, meanwhile);
    }

    /** A category in which something can be listed. */
    String aLeaf() {
        var parents = tree().map(category -> category.path("parent").asString()).collect(Collectors.toSet());
        return categories().stream()
                .filter(id -> !parents.contains(id))
                .findFirst()
                .orElseThrow();
    }

    List<String> categories() {
        return tree().map(category -> category.path("id").asString()).toList();
    }

    private Stream<JsonNode> tree() {
        return expect(200, application.get("/api/v2/categories"))
                .json()
                .at("/categories")
                .valueStream();
    }

    Member signUp(String handle) {
        String email = handle + "@fairground.test";
        String human =
                expect(201, humanCheck.post("/simulator/tokens", Map.of())).at("/token");
        expect(
                202,
                application.post(
                        "/api/v2/members",
                        Map.of(
                                "email", email,
                                "handle", handle,
                                "displayName", handle,
                                "password", PASSWORD,
                                "humanCheck", human)));
        var link = CONFIRMATION.matcher(awaitMail(email, "Confirm"));
        if (!link.find()) {
            throw new Unexpected("The mail to " + email + " has no link to confirm the address");
        }
        expect(204, application.post("/api/v2/members/confirmations", Map.of("token", link.group(1))));
        String token = expect(
                        201,
                        application.post(
                                "/api/v2/tokens", Map.of("email", email, "password", PASSWORD, "scopes", SCOPES)))
                .at("/token");
        return new Member(email, application.bearer(token));
    }

    /** The text of the newest mail to the address whose subject has these words. */
    String awaitMail(String email, String words) {
        String query = URLEncoder.encode("to:" + email + " subject:\"" + words + "\"", StandardCharsets.UTF_8);
        var found = await(
                "a mail to " + email + " about \"" + words + "\"",
                () -> expect(200, mail.get("/api/v1/search?query=" + query)),
                list -> !list.json().path("messages").isEmpty());
        return expect(200, mail.get("/api/v1/message/" + found.at("/messages/0/ID")))
                .at("/Text");
    }

    Api.Answer awaitState(Member buyer, String order, String state) {
        return await(
                "order " + order + " to be " + state,
                () -> expect(200, buyer.api().get("/api/v2/orders/" + order)),
                answer -> answer.at("/state").equals(state));
    }

    Api.Answer expect(int status, Api.Answer answer) {
        if (answer.status() != status) {
            var request = answer.response().request();
            throw new Unexpected("%s %s answered %d instead of %d: %s"
                    .formatted(request.method(), request.uri(), answer.status(), status, answer.text()));
        }
        return answer;
    }

    private Api.Answer await(String what, Supplier<Api.Answer> ask, Predicate<Api.Answer> good) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        var answer = ask.get();
        while (!good.test(answer)) {
            if (System.nanoTime() > deadline) {
                throw new Unexpected(
                        "Waited %d s for %s; last came %s".formatted(PATIENCE.toSeconds(), what, answer.text()));
            }
            meanwhile.run();
            answer = ask.get();
        }
        return answer;
    }
}
