package dev.fairground.ops;

import dev.fairground.development.Authenticator;
import dev.fairground.development.CloneSecrets;
import dev.fairground.seed.Cast;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Prints the one-time code that counts now for a member of the cast. */
final class Code {

    private Code() {}

    public static void main(String[] arguments) {
        var askedFor = arguments.length == 1 ? arguments[0] : "";
        var member = Cast.named(askedFor).filter(Cast::asksForCode);
        var data = Path.of(".data");
        if (member.isEmpty()) {
            refuse("usage: ops/code NAME, where NAME is one of " + names() + "; the others of the cast need no code.");
        } else if (!Files.exists(data.resolve("key"))) {
            refuse("There is no .data/key yet; the first start of this clone makes it: ./mvnw");
        } else {
            var secret = CloneSecrets.in(data).secondFactor(member.get().callName());
            System.out.println(Authenticator.code(secret, Instant.now()));
        }
    }

    private static String names() {
        return Arrays.stream(Cast.values())
                .filter(Cast::asksForCode)
                .map(Cast::callName)
                .collect(Collectors.joining(", "));
    }

    private static void refuse(String sentence) {
        System.err.println(sentence);
        System.exit(1);
    }
}
