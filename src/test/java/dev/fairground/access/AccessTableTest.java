package dev.fairground.access;

import static dev.fairground.testing.Documents.assertGenerated;
import static dev.fairground.testing.Documents.repository;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.FairgroundApplication;
import dev.fairground.platform.web.Access;
import dev.fairground.platform.web.Who;
import dev.fairground.testing.Api;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.Proves;
import java.net.URL;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** Keeps the table that people review true to what the application does, and tries every door in it as who must not come in. */
@FairgroundTest
@Proves("authz-deny-by-default")
class AccessTableTest {

    private static final Path TABLE = repository().resolve("runbooks/access-rules.md");

    @Autowired
    List<RequestMappingInfoHandlerMapping> mappings;

    @Autowired
    Cast cast;

    @LocalServerPort
    int port;

    @Test
    void the_committed_table_says_who_may_call_what() {
        assertGenerated(
                TABLE,
                "rules",
                rules().map(AccessTableTest::row)
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining(
                                "\n",
                                "\n| address | method | versions | who | needs | scope |\n|---|---|---|---|---|---|\n",
                                "\n\n")));
        assertGenerated(
                TABLE,
                "scopes",
                Arrays.stream(Scope.values())
                        .map(scope -> "| `" + scope + "` | " + scope.opens() + " |")
                        .collect(Collectors.joining("\n", "\n| scope | opens |\n|---|---|\n", "\n\n")));
    }

    @Test
    void a_stranger_comes_in_nowhere_but_where_anyone_may() {
        Api stranger = Api.at(port);
        for (AccessRule rule : among(Who.MEMBER, Who.TEAM, Who.STAFF)) {
            for (String method : rule.methods().split(" ")) {
                var answer = stranger.send(method, address(rule), null);
                // A page's form is stopped by the missing form token before anybody asks who sent it.
                Set<Integer> closed = rule.path().startsWith("/api/")
                        ? Set.of(401)
                        : method.equals("GET") ? Set.of(303) : Set.of(403);
                assertThat(closed).as(method + " " + rule).contains(answer.status());
            }
        }
    }

    @Test
    void a_plain_member_comes_in_nowhere_where_a_right_is_needed() {
        Api member = cast.program(Api.at(port), cast.member("stranger"));
        for (AccessRule rule : among(Who.TEAM, Who.STAFF)) {
            if (rule.path().startsWith("/api/")) {
                for (String method : rule.methods().split(" ")) {
                    assertThat(member.send(method, address(rule), null).status())
                            .as(method + " " + rule)
                            .isEqualTo(403);
                }
            }
        }
    }

    private Stream<AccessRule> rules() {
        return mappings.stream()
                .flatMap(mapping -> AccessRule.in(mapping).stream())
                .filter(rule ->
                        Objects.equals(place(rule.handler().getBeanType()), place(FairgroundApplication.class)));
    }

    private List<AccessRule> among(Who... who) {
        var wanted = Set.of(who);
        return rules().filter(rule ->
                        wanted.contains(Objects.requireNonNull(rule.rule()).value()))
                .toList();
    }

    /** An address of the right form at which there is nothing. */
    private static String address(AccessRule rule) {
        String version = rule.versions().isEmpty() ? "1" : rule.versions().substring(0, 1);
        return rule.path()
                .replace("{version}", "v" + version)
                .replaceAll("\\{[^/]+}", "0198c7a2-0000-7000-8000-000000000000");
    }

    private static String row(AccessRule rule) {
        Access access = Objects.requireNonNull(rule.rule());
        return "| `%s` | %s | %s | %s | %s | %s |"
                .formatted(
                        rule.path(),
                        rule.methods(),
                        rule.versions(),
                        access.value().name().toLowerCase(Locale.ROOT),
                        access.needs(),
                        access.scope())
                .replaceAll(" {2,}", " ");
    }

    /** Where a controller was compiled to: those of test sources are no part of the product. */
    private static @Nullable URL place(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        return source == null ? null : source.getLocation();
    }
}
