package dev.fairground.ops;

import dev.fairground.development.Authenticator;
import dev.fairground.development.CloneSecrets;
import dev.fairground.seed.Cast;
import dev.fairground.testing.Api;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The operators' API of a running application, for the commands that are its clients. It is reached at {@code FAIRGROUND_URL} with the token
 * in {@code FAIRGROUND_TOKEN}, which needs the scopes {@code staff:read} and {@code staff:write}. In development neither is needed: the cast's
 * admin logs in, and their token is kept in {@code .data}, because a one-time code counts only once.
 */
final class Desk {

    private static final String DEVELOPMENT = "http://localhost:8080";
    private static final List<String> SCOPES = List.of("staff:read", "staff:write");

    private final Api application;
    private final String address;
    private final String token;
    private final Path data;

    private Desk(String address, String token, Path data) {
        // Of one call of a command, which an operator may well repeat on purpose; who tries again within it has the
        // same key.
        this.application = Api.at(URI.create(address))
                .with("Idempotency-Key", UUID.randomUUID().toString());
        this.address = address;
        this.token = token;
        this.data = data;
    }

    static Desk of(Map<String, String> environment, Path data) {
        return new Desk(
                environment.getOrDefault("FAIRGROUND_URL", DEVELOPMENT),
                environment.getOrDefault("FAIRGROUND_TOKEN", ""),
                data);
    }

    /** What the API answers, which is never a refusal. */
    Api.Answer get(String path) {
        return ask("GET", path, null);
    }

    Api.Answer post(String path, Object body) {
        return ask("POST", path, body);
    }

    Api.Answer put(String path, Object body) {
        return ask("PUT", path, body);
    }

    Api.Answer delete(String path) {
        return ask("DELETE", path, null);
    }

    private Api.Answer ask(String method, String path, @Nullable Object body) {
        try {
            var answer = application.bearer(token.isEmpty() ? kept() : token).send(method, "/api/v2" + path, body);
            if (answer.status() == 401 && token.isEmpty()) {
                answer = application.bearer(logIn()).send(method, "/api/v2" + path, body);
            }
            if (answer.status() >= 400) {
                throw new Refused(answer.at("/detail") + " (" + answer.at("/code") + ")");
            }
            return answer;
        } catch (UncheckedIOException away) {
            throw new Refused("Nothing answers at " + address + "; FAIRGROUND_URL says where the application is.");
        }
    }

    private String kept() {
        try {
            return Files.exists(file()) ? Files.readString(file()).strip() : logIn();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private String logIn() {
        if (!Files.exists(data.resolve("key"))) {
            throw new Refused("FAIRGROUND_TOKEN must hold a token with the scopes " + String.join(" and ", SCOPES)
                    + "; only a development run of this clone needs none.");
        }
        var secrets = CloneSecrets.in(data);
        var answer = application.post(
                "/api/v2/tokens",
                Map.of(
                        "email", Cast.ADMIN.email(),
                        "password", secrets.castPassword(),
                        "code", Authenticator.code(secrets.secondFactor(Cast.ADMIN.callName()), Instant.now()),
                        "name", "operators' commands",
                        "scopes", SCOPES));
        if (answer.status() != 201) {
            throw new Refused("The cast's admin cannot log in: " + answer.at("/detail"));
        }
        keep(answer.at("/token"));
        return answer.at("/token");
    }

    /** For its owner's eyes alone. */
    private void keep(String fresh) {
        try {
            Files.deleteIfExists(file());
            Files.createFile(
                    file(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file(), fresh + "\n");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Path file() {
        return data.resolve("operator-token");
    }

    /** Runs what a command does, and gives its exit code: 0, or 1 with the refusal as one sentence on standard error. */
    static int tell(Runnable act) {
        try {
            act.run();
            return 0;
        } catch (Refused refused) {
            System.err.println(refused.getMessage());
            return 1;
        }
    }

    static int usage(String usage) {
        System.err.println(usage);
        return 2;
    }

    /** A moment as people read it, or a dash where there is none. */
    static String moment(String instant) {
        return instant.isEmpty() ? "-" : instant.substring(0, 19).replace('T', ' ');
    }

    /** Why it is not done, as one sentence. */
    static final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1;

        Refused(String sentence) {
            super(sentence);
        }
    }
}
