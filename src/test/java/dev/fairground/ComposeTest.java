package dev.fairground;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import dev.fairground.testing.Proves;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Holds docker-compose.yml to its promises where no container engine runs, and shows each rule bite. */
@Proves("db-separate-host")
class ComposeTest {

    private static final Path REPOSITORY = Path.of("").toAbsolutePath();
    private static final Pattern VARIABLE = Pattern.compile("(?<!\\$)\\$\\{?([A-Za-z_]\\w*)(:?[-?][^}]*)?");
    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void the_file_is_a_compose_file_and_keeps_our_rules() {
        assertThat(faults(compose())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            services.nginx.image              | nginx                            | nginx: image 'nginx' is not pinned
            services.nginx.image              | nginx:latest                     | nginx: image 'nginx:latest' is not pinned
            services.nginx.image              | registry:5000/nginx              | nginx: image 'registry:5000/nginx' is not pinned
            services.mail.healthcheck         |                                  | mail: no healthcheck
            services.app.mem_limit            |                                  | app: no memory limit
            services.app.build.target         | missing                          | app: no such target in the Dockerfile: missing
            services.nginx.volumes            | [./ops/nginx/nowhere:/x:ro]      | nginx: no such file: ./ops/nginx/nowhere
            services.nginx.volumes            | [nowhere:/x]                     | nginx: no such volume: nowhere
            services.app.volumes              | [app-secrets:/run/secrets:ro]    | app: loses what it writes to .data
            services.nginx.networks           | [nowhere]                        | nginx: no such network: nowhere
            services.nginx.networks           | [edge, data]                     | data: only the app may share it with the database, not nginx
            services.database.networks        | [edge]                           | database: on a network that is not internal: edge
            services.database.ports           | ['5432:5432']                    | database: publishes a port
            services.nginx.ports              | ['8080:8080']                    | nginx: published to the whole network: 8080:8080
            services.app.depends_on           | { nobody: {condition: service_started} } | app: depends on nobody, which does not exist
            services.app.environment.MAIL_URL | ${NOBODY_SETS_IT}                | ${NOBODY_SETS_IT} has no default
            services.app.ports                | 8080                             | schema: /services/app/ports
            services.app.read_only            | false                            | app: keeps what it writes on its own disk
            services.app.logging              |                                  | app: its log may fill the disk
            """)
    void a_broken_file_is_caught(String place, @Nullable String value, String fault) {
        var broken = compose();
        int last = place.lastIndexOf('.');
        var parent = (ObjectNode) broken.at("/" + place.substring(0, last).replace('.', '/'));
        var name = place.substring(last + 1);
        if (value == null) {
            parent.remove(name);
        } else {
            parent.set(name, yaml(value));
        }

        assertThat(faults(broken)).anyMatch(found -> found.startsWith(fault));
    }

    @Test
    void a_one_shot_service_is_waited_for_or_a_start_with_wait_would_call_its_end_a_failure() {
        var broken = compose();
        broken.path("services").forEach(service -> {
            if (service.path("depends_on") instanceof ObjectNode neighbours) {
                neighbours.remove("secrets");
            }
        });

        assertThat(faults(broken)).contains("secrets: ends by itself and nobody waits for that");
    }

    private static List<String> faults(JsonNode compose) {
        var faults = new ArrayList<String>();
        schema(compose).forEach(message -> faults.add("schema: " + message));
        variables(compose, faults::add);
        // The rules read the file as the schema says it is.
        if (faults.isEmpty()) {
            compose.path("services").properties().forEach(service -> {
                var name = service.getKey();
                Consumer<String> fault = text -> faults.add(name + ": " + text);
                image(service.getValue(), fault);
                endurance(name, service.getValue(), compose, fault);
                places(service.getValue(), compose, fault);
                neighbours(service.getValue(), compose, fault);
            });
            database(compose, faults::add);
        }
        return faults;
    }

    private static List<String> schema(JsonNode compose) {
        var schema = (ObjectNode) JSON.readTree(read("src/test/resources/compose/compose-spec.json"));
        // They name its dialect and itself by addresses that the validator cannot resolve.
        schema.remove(List.of("$schema", "$id"));
        return SchemaRegistry.withDialect(Dialects.getDraft7()).getSchema(schema).validate(compose).stream()
                .map(error -> error.getInstanceLocation() + " " + error.getMessage())
                .toList();
    }

    private static void variables(JsonNode compose, Consumer<String> fault) {
        VARIABLE.matcher(compose.toString())
                .results()
                .filter(variable -> variable.group(2) == null)
                .forEach(variable -> fault.accept("${" + variable.group(1) + "} has no default"));
    }

    private static void image(JsonNode service, Consumer<String> fault) {
        var image = service.path("image").asString();
        if (!isPinned(image)) {
            fault.accept("image '" + image + "' is not pinned");
        }
        var target = service.path("build").path("target").asString("app");
        if (!read("Dockerfile").contains(" AS " + target + "\n")) {
            fault.accept("no such target in the Dockerfile: " + target);
        }
    }

    private static void endurance(String name, JsonNode service, JsonNode compose, Consumer<String> fault) {
        if (!service.has("mem_limit")) {
            fault.accept("no memory limit");
        }
        if (!service.path("logging").path("options").has("max-size")) {
            fault.accept("its log may fill the disk");
        }
        if (service.has("restart")) {
            if (!service.has("healthcheck")) {
                fault.accept("no healthcheck");
            }
        } else if (compose.path("services").valueStream().noneMatch(other -> waitsForTheEndOf(name, other))) {
            fault.accept("ends by itself and nobody waits for that");
        }
    }

    private static boolean waitsForTheEndOf(String name, JsonNode other) {
        var condition = other.path("depends_on").path(name).path("condition").asString("");
        return condition.equals("service_completed_successfully");
    }

    private static void places(JsonNode service, JsonNode compose, Consumer<String> fault) {
        texts(service.path("volumes")).forEach(volume -> {
            var source = volume.substring(0, volume.indexOf(':'));
            if (source.startsWith(".")) {
                if (!Files.exists(REPOSITORY.resolve(source))) {
                    fault.accept("no such file: " + source);
                }
            } else if (!compose.path("volumes").has(source)) {
                fault.accept("no such volume: " + source);
            }
        });
        if (writesData(service) && texts(service.path("volumes")).noneMatch(volume -> volume.endsWith(":/app/.data"))) {
            fault.accept("loses what it writes to .data");
        }
        texts(service.path("ports"))
                .filter(port -> !port.startsWith("127.0.0.1:") && !port.startsWith("${FAIRGROUND_BIND:-127.0.0.1}:"))
                .forEach(port -> fault.accept("published to the whole network: " + port));
    }

    /** Those whose image has the folder, for a user who could not make it. */
    private static boolean writesData(JsonNode service) {
        var target = service.path("build").path("target").asString("nothing of ours");
        return Arrays.stream(read("Dockerfile").split("\nFROM "))
                .anyMatch(
                        stage -> stage.contains(" AS " + target + "\n") && stage.contains("--owner=fairground .data"));
    }

    private static void neighbours(JsonNode service, JsonNode compose, Consumer<String> fault) {
        service.path("depends_on")
                .propertyStream()
                .map(Map.Entry::getKey)
                .filter(other -> !compose.path("services").has(other))
                .forEach(other -> fault.accept("depends on " + other + ", which does not exist"));
        texts(service.path("networks"))
                .filter(network -> !compose.path("networks").has(network))
                .forEach(network -> fault.accept("no such network: " + network));
    }

    private static void database(JsonNode compose, Consumer<String> fault) {
        if (!compose.path("services").path("app").path("read_only").asBoolean(false)) {
            fault.accept("app: keeps what it writes on its own disk");
        }
        var database = compose.path("services").path("database");
        if (database.has("ports")) {
            fault.accept("database: publishes a port");
        }
        texts(database.path("networks")).forEach(network -> {
            if (!compose.path("networks").path(network).path("internal").asBoolean(false)) {
                fault.accept("database: on a network that is not internal: " + network);
            }
            compose.path("services")
                    .propertyStream()
                    .filter(service ->
                            texts(service.getValue().path("networks")).anyMatch(network::equals))
                    .map(Map.Entry::getKey)
                    .filter(other -> !List.of("app", "database", "roles").contains(other))
                    .forEach(other ->
                            fault.accept(network + ": only the app may share it with the database, not " + other));
        });
    }

    static boolean isPinned(String image) {
        var name = image.substring(image.lastIndexOf('/') + 1);
        return name.contains("@sha256:") || (name.contains(":") && !name.endsWith(":latest"));
    }

    private static ObjectNode compose() {
        return (ObjectNode) yaml(read("docker-compose.yml"));
    }

    /** Read by the parser that knows YAML's merge keys, which Jackson's does not. */
    private static JsonNode yaml(String text) {
        var strict = new LoaderOptions();
        strict.setAllowDuplicateKeys(false); // a container engine refuses them too
        return JSON.valueToTree(new Yaml(strict).load(text));
    }

    private static Stream<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asString);
    }

    private static String read(String file) {
        try {
            return Files.readString(REPOSITORY.resolve(file));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
