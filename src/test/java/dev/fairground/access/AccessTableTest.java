package dev.fairground.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.FairgroundApplication;
import dev.fairground.platform.web.Access;
import dev.fairground.testing.FairgroundTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** Keeps the table that people review true to what the application does: a changed rule is a changed line in a diff. */
@FairgroundTest
class AccessTableTest {

    private static final Path TABLE = Path.of("runbooks/access-rules.md");

    @Autowired
    List<RequestMappingInfoHandlerMapping> mappings;

    @Test
    void the_committed_table_says_who_may_call_what() throws IOException {
        String live = table(mappings.stream()
                .flatMap(mapping -> AccessRule.in(mapping).stream())
                .filter(rule -> ours(rule.handler().getBeanType()))
                .map(AccessTableTest::row)
                .distinct()
                .sorted()
                .toList());
        if (Boolean.getBoolean("regenerate")) {
            Files.writeString(TABLE, live);
        }
        assertThat(Files.readString(TABLE))
                .as("Review the new rules, then write them: ./mvnw test -Dtest=AccessTableTest -Dregenerate=true")
                .isEqualTo(live);
    }

    private static String table(List<String> rows) {
        return """
                # Who may call what

                Owner: access pair · Review by: 2027-05-21

                Generated from the `@Access` rule of each handler; the build fails when it is stale. Read a change to this file as what it is: a
                door that opened or closed. Regenerate with `./mvnw test -Dtest=AccessTableTest -Dregenerate=true`.

                anyone: signed in or not. member: signed in and active. team: holds the right on at least one thing, and reaches that alone.
                staff: holds the capability and has a second factor. signed: a program that signs its request.

                | address | method | versions | who | needs | scope |
                |---|---|---|---|---|---|
                %s

                ## Scopes of API tokens

                A scope narrows what a token opens; it never opens more than its member may.

                | scope | opens |
                |---|---|
                %s
                """.formatted(
                        String.join("\n", rows),
                        Arrays.stream(Scope.values())
                                .map(scope -> "| `" + scope + "` | " + scope.opens() + " |")
                                .collect(Collectors.joining("\n")));
    }

    private static String row(AccessRule rule) {
        Access access = Objects.requireNonNull(rule.rule());
        return "| `%s` | %s | %s | %s | %s | %s |"
                .formatted(
                        rule.path(),
                        rule.methods(),
                        rule.versions(),
                        access.value().name().toLowerCase(java.util.Locale.ROOT),
                        access.needs(),
                        access.scope())
                .replaceAll(" {2,}", " ");
    }

    /** Controllers that stand in test sources are no part of the product. */
    private static boolean ours(Class<?> handler) {
        return Objects.equals(place(handler), place(FairgroundApplication.class));
    }

    private static @Nullable String place(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        return source == null ? null : source.getLocation().toString();
    }
}
