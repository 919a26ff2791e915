package dev.fairground;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.fairground.access.Caller;
import dev.fairground.platform.idempotency.Idempotent;
import dev.fairground.platform.ratelimit.RateLimited;
import dev.fairground.platform.web.Access;
import dev.fairground.platform.web.Who;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.media.Schema;
import jakarta.validation.Valid;
import java.lang.annotation.Annotation;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.io.Resource;
import org.springframework.http.ResponseEntity;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The contract of one version of the API, read from the handlers themselves: their mappings, shapes, access rules and promises.
 * Written by us because one path answers in both versions, and because scope, key and limit stand in annotations of our own.
 */
final class OpenApiDocument {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();
    private static final DefaultParameterNameDiscoverer NAMES = new DefaultParameterNameDiscoverer();

    private final String version;
    private final ModelConverters converters = new ModelConverters(true);
    private final Map<String, JsonNode> schemas = new TreeMap<>();
    private final Map<String, ObjectNode> paths = new TreeMap<>();

    private OpenApiDocument(String version) {
        this.version = version;
        converters.addConverter(new NullnessDecides());
    }

    /** The document of version "1" or "2", in a stable order, ended by a line feed. */
    static String of(String version, Map<RequestMappingInfo, HandlerMethod> handlers) {
        var document = new OpenApiDocument(version);
        handlers.forEach(document::add);
        return document.text();
    }

    private void add(RequestMappingInfo mapping, HandlerMethod handler) {
        for (String pattern : mapping.getPatternValues()) {
            if (!pattern.startsWith("/api/{version}")) continue;
            String offered = offered(handler);
            if (!offered.equals("1+") && !offered.equals(version)) continue;
            String path = pattern.replace("{version}", "v" + version);
            mapping.getMethodsCondition()
                    .getMethods()
                    .forEach(method -> paths.computeIfAbsent(path, _ -> JSON.createObjectNode())
                            .set(method.name().toLowerCase(Locale.ROOT), operation(path, handler)));
        }
    }

    /** From the annotation, because the mapping made of it does not tell "1" from "1+". */
    private static String offered(HandlerMethod handler) {
        return Stream.of(handler.getMethod(), handler.getBeanType())
                .map(place -> AnnotatedElementUtils.findMergedAnnotation(place, RequestMapping.class))
                .filter(Objects::nonNull)
                .map(RequestMapping::version)
                .filter(said -> !said.isEmpty())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(handler + " names no version of the API"));
    }

    private ObjectNode operation(String path, HandlerMethod handler) {
        var operation = JSON.createObjectNode();
        operation.putArray("tags").add(path.split("/")[3]);
        operation.put("operationId", name(handler));
        if (version.equals("1")) operation.put("deprecated", true);
        access(operation, handler);
        parameters(operation, handler);
        responses(operation, handler);
        return operation;
    }

    /** The same in each version, so that a client's code keeps its names when it moves. */
    private static String name(HandlerMethod handler) {
        String controller = handler.getBeanType().getSimpleName().replace("Controller", "");
        return controller.substring(0, 1).toLowerCase(Locale.ROOT)
                + controller.substring(1)
                + "_"
                + handler.getMethod().getName().replaceFirst("V\\d$", "");
    }

    private static void access(ObjectNode operation, HandlerMethod handler) {
        var access = annotation(handler, Access.class)
                .orElseThrow(() -> new IllegalStateException(handler + " has no access rule"));
        var security = operation.putArray("security");
        if (access.value() == Who.ANYONE) {
            if (Arrays.stream(handler.getMethodParameters()).anyMatch(OpenApiDocument::perhapsCaller)) {
                security.addObject(); // nobody in particular …
                security.addObject().putArray("bearer"); // … or a member, who may see more
            }
            return;
        }
        var scopes = security.addObject().putArray("bearer");
        if (!access.scope().isEmpty()) {
            scopes.add(access.scope());
        }
        var rule = operation.putObject("x-access").put("who", access.value().name());
        if (!access.needs().isEmpty()) {
            rule.put("needs", access.needs());
        }
    }

    private static boolean perhapsCaller(MethodParameter parameter) {
        return parameter.getParameterType() == Optional.class
                && parameter.nested().getNestedParameterType() == Caller.class;
    }

    private void parameters(ObjectNode operation, HandlerMethod handler) {
        var parameters = JSON.createArrayNode();
        for (MethodParameter parameter : handler.getMethodParameters()) {
            parameter.initParameterNameDiscovery(NAMES);
            String name = parameter.getParameterName();
            var query = parameter.getParameterAnnotation(RequestParam.class);
            if (parameter.hasParameterAnnotation(PathVariable.class) && !"version".equals(name)) {
                parameters.add(parameter(name, "path", true, schema(written(parameter.getParameterType()))));
            } else if (query != null) {
                parameters.add(parameter(name, "query", query.required(), schema(parameter.getGenericParameterType())));
            } else if (parameter.hasParameterAnnotation(Valid.class)
                    && !parameter.hasParameterAnnotation(RequestBody.class)) {
                schema(parameter.getParameterType());
                var properties = Optional.ofNullable(
                                schemas.remove(parameter.getParameterType().getSimpleName()))
                        .orElseThrow()
                        .path("properties");
                properties.forEachEntry((field, shape) -> parameters.add(parameter(field, "query", false, shape)));
            } else if (parameter.hasParameterAnnotation(RequestBody.class)) {
                operation
                        .putObject("requestBody")
                        .put("required", true)
                        .set(
                                "content",
                                Resource.class.isAssignableFrom(parameter.getParameterType())
                                        ? file(handler)
                                        : content("application/json", parameter.getGenericParameterType()));
            }
        }
        if (annotation(handler, Idempotent.class).isPresent()) {
            parameters.add(parameter("Idempotency-Key", "header", true, words()));
        }
        if (!parameters.isEmpty()) {
            operation.set("parameters", parameters);
        }
    }

    /** An id in a path is written as the one value that it wraps. */
    private static Type written(Class<?> type) {
        return type.isRecord() ? type.getRecordComponents()[0].getGenericType() : type;
    }

    private static ObjectNode parameter(@Nullable String name, String in, boolean required, JsonNode schema) {
        var parameter = JSON.createObjectNode().put("name", name).put("in", in).put("required", required);
        parameter.set("schema", schema);
        return parameter;
    }

    private void responses(ObjectNode operation, HandlerMethod handler) {
        var responses = operation.putObject("responses");
        var returned = ResolvableType.forMethodReturnType(handler.getMethod());
        boolean entity = returned.resolve() == ResponseEntity.class;
        // Our handlers answer with an entity for one reason only: to say where the thing that they made is.
        var status = annotation(handler, ResponseStatus.class)
                .map(said -> said.code().value())
                .orElse(entity ? 201 : 200);
        var success = responses.putObject(String.valueOf(status)).put("description", "Done.");
        if (entity) {
            success.putObject("headers").putObject("Location").set("schema", words());
        }
        Type body = entity ? returned.getGeneric(0).getType() : returned.getType();
        if (body != void.class) {
            success.set("content", content("application/json", body));
        }
        if (annotation(handler, RateLimited.class).isPresent()) {
            var refused =
                    responses.putObject("429").put("description", "Too many; Retry-After says when to come again.");
            refused.putObject("headers").putObject("Retry-After").set("schema", whole());
            refused.set("content", problem());
        }
        responses
                .putObject("default")
                .put("description", "Refused; /problems/{code} explains the code.")
                .set("content", problem());
    }

    private static ObjectNode words() {
        return JSON.createObjectNode().put("type", "string");
    }

    private static ObjectNode whole() {
        return JSON.createObjectNode().put("type", "integer");
    }

    private ObjectNode problem() {
        // No other package may make one, so none sees the class.
        return content(
                "application/problem+json",
                ClassUtils.resolveClassName("dev.fairground.platform.errors.Problem", null));
    }

    private ObjectNode content(String type, Type shape) {
        var content = JSON.createObjectNode();
        content.putObject(type).set("schema", schema(shape));
        return content;
    }

    /** Bytes as they stand, of each type that the handler takes; the specification wants no schema for them. */
    private static ObjectNode file(HandlerMethod handler) {
        var content = JSON.createObjectNode();
        annotation(handler, RequestMapping.class)
                .map(RequestMapping::consumes)
                .ifPresent(types -> Arrays.stream(types).sorted().forEach(content::putObject));
        return content;
    }

    private JsonNode schema(Type type) {
        var resolved = converters.resolveAsResolvedSchema(new AnnotatedType(type).resolveAsRef(true));
        resolved.referencedSchemas.forEach((name, schema) -> {
            var shape = json(schema);
            var known = schemas.putIfAbsent(name, shape);
            if (known != null && !known.equals(shape)) {
                throw new IllegalStateException("Two different shapes are called " + name);
            }
        });
        return json(resolved.schema);
    }

    private static JsonNode json(Schema<?> schema) {
        return JSON.readTree(Json31.pretty(schema));
    }

    private static <A extends Annotation> Optional<A> annotation(HandlerMethod handler, Class<A> type) {
        return Optional.ofNullable(AnnotatedElementUtils.findMergedAnnotation(handler.getMethod(), type));
    }

    private String text() {
        var document = JSON.createObjectNode().put("openapi", "3.1.0");
        document.putObject("info").put("title", "Fairground").put("version", version);
        paths.forEach((path, operations) -> document.withObject("/paths").set(path, sorted(operations)));
        var components = document.putObject("components");
        schemas.forEach((name, schema) -> components.withObject("/schemas").set(name, sorted(schema)));
        components
                .putObject("securitySchemes")
                .putObject("bearer")
                .put("type", "http")
                .put("scheme", "bearer")
                .put("description", "A token from POST /api/v" + version + "/tokens, with the scopes that are listed.");
        return JSON.writeValueAsString(document).replace("\r\n", "\n") + "\n";
    }

    /** Reflection promises no order. */
    private static JsonNode sorted(JsonNode node) {
        if (node.isArray()) {
            var array = JSON.createArrayNode();
            node.forEach(item -> array.add(sorted(item)));
            return array;
        }
        if (!node.isObject()) return node;
        var fields = new TreeMap<String, JsonNode>();
        node.forEachEntry((name, value) ->
                fields.put(name, name.equals("pattern") && value.isString() ? unguarded(value) : sorted(value)));
        var object = JSON.createObjectNode();
        fields.forEach(object::set);
        return object;
    }

    /** A look ahead at the length protects our stack alone; callers read the length in maxLength. */
    private static JsonNode unguarded(JsonNode pattern) {
        return JSON.getNodeFactory().stringNode(pattern.asString().replaceFirst("^\\(\\?=\\.\\{0,\\d+}\\$\\)", ""));
    }

    /**
     * What must be there: in what we read, whatever is constrained to be; in what we write, whatever is not said to be nullable. What we
     * write carries no constraints.
     */
    private static final class NullnessDecides implements ModelConverter {

        @Override
        public @Nullable Schema<?> resolve(
                AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
            if (!chain.hasNext()) return null;
            Schema<?> schema = chain.next().resolve(type, context, chain);
            var written = raw(type.getType());
            if (schema != null && written.isRecord() && components(written).noneMatch(NullnessDecides::constrained)) {
                var own = Optional.ofNullable(schema.get$ref())
                        .<Schema<?>>map(ref -> context.getDefinedModels().get(ref.substring(ref.lastIndexOf('/') + 1)))
                        .orElse(schema);
                if (own.getProperties() != null) {
                    own.setRequired(components(written)
                            .filter(component -> !component.getAnnotatedType().isAnnotationPresent(Nullable.class))
                            .map(RecordComponent::getName)
                            .sorted()
                            .toList());
                }
            }
            return schema;
        }

        /** Inside of a list the type is the mapper's own kind, which says less of itself than any other. */
        private static Class<?> raw(Type type) {
            return Json31.mapper().constructType(type).getRawClass();
        }

        /** With those of the records that are written flat into this one. */
        private static Stream<RecordComponent> components(Class<?> record) {
            return Arrays.stream(record.getRecordComponents())
                    .flatMap(component -> component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)
                            ? components(component.getType())
                            : Stream.of(component));
        }

        private static boolean constrained(RecordComponent component) {
            return Arrays.stream(component.getAccessor().getAnnotations())
                    .anyMatch(some -> some.annotationType().getPackageName().equals("jakarta.validation.constraints"));
        }
    }
}
