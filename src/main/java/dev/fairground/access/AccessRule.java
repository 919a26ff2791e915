package dev.fairground.access;

import dev.fairground.platform.web.Access;
import dev.fairground.platform.web.Who;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** One address of the live application with the rule of the handler behind it. */
record AccessRule(
        String path,
        String methods,
        String versions,
        HandlerMethod handler,
        @Nullable Access rule) {

    private static final Set<String> PROBES = Set.of("/livez", "/readyz");

    /** All addresses of {@code mapping}, sorted for reading. */
    static List<AccessRule> in(RequestMappingInfoHandlerMapping mapping) {
        return mapping.getHandlerMethods().entrySet().stream()
                .flatMap(entry -> of(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(AccessRule::path)
                        .thenComparing(AccessRule::methods)
                        .thenComparing(AccessRule::versions))
                .toList();
    }

    private static Stream<AccessRule> of(RequestMappingInfo info, HandlerMethod handler) {
        String methods = info.getMethodsCondition().getMethods().stream()
                .map(RequestMethod::name)
                .sorted()
                .collect(Collectors.joining(" "));
        String versions = info.getVersionCondition().toString().replaceAll("[\\[\\]]", "");
        return info.getPatternValues().stream()
                .map(path -> new AccessRule(
                        path,
                        methods.isEmpty() ? "any" : methods,
                        versions,
                        handler,
                        handler.getMethodAnnotation(Access.class)));
    }

    /** What is wrong with the rule, as the end of a sentence that begins with the handler; empty where it holds. */
    Stream<String> faults(Set<String> rights) {
        if (OpenHandlers.of(handler.getBeanType())) {
            boolean management = handler.getBeanType().getName().contains(".actuate.") && !PROBES.contains(path);
            return management ? Stream.of("belongs on the management port") : Stream.empty();
        }
        if (rule == null) {
            return Stream.of("has no @Access");
        }
        boolean asksRight = rule.value() == Who.TEAM || rule.value() == Who.STAFF;
        boolean asksNobody = rule.value() == Who.ANYONE || rule.value() == Who.SIGNED;
        return Stream.of(
                        fault(asksRight && rule.needs().isEmpty(), "does not say what " + rule.value() + " needs"),
                        fault(!asksRight && !rule.needs().isEmpty(), "needs a right of " + rule.value()),
                        fault(
                                asksRight && !rule.needs().isEmpty() && !rights.contains(rule.needs()),
                                "needs " + rule.needs() + ", which nobody grants"),
                        fault(asksNobody && !rule.scope().isEmpty(), "asks " + rule.value() + " for a scope"),
                        fault(
                                !rule.scope().isEmpty()
                                        && Scope.find(rule.scope()).isEmpty(),
                                "asks for " + rule.scope() + ", which is no scope"))
                .flatMap(java.util.Optional::stream);
    }

    private static java.util.Optional<String> fault(boolean holds, String sentence) {
        return holds ? java.util.Optional.of(sentence) : java.util.Optional.empty();
    }

    @Override
    public String toString() {
        return methods + " " + path + " (" + handler.getBeanType().getSimpleName() + "#"
                + handler.getMethod().getName() + ")";
    }
}
