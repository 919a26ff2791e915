package dev.fairground.access;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** Stops the start while a handler stands open by mistake: without a rule, or with one that could never let the right people in. */
@Component
class NoRuleNoStart implements SmartInitializingSingleton {

    private final ObjectProvider<RequestMappingInfoHandlerMapping> mappings;
    private final List<GrantSource> sources;

    NoRuleNoStart(ObjectProvider<RequestMappingInfoHandlerMapping> mappings, List<GrantSource> sources) {
        this.mappings = mappings;
        this.sources = sources;
    }

    @Override
    public void afterSingletonsInstantiated() {
        Set<String> rights =
                sources.stream().flatMap(source -> source.rights().stream()).collect(Collectors.toUnmodifiableSet());
        String faults = mappings.stream()
                .flatMap(mapping -> AccessRule.in(mapping).stream())
                .flatMap(rule -> rule.faults(rights).map(fault -> rule + " " + fault))
                .sorted()
                .collect(Collectors.joining("; "));
        if (!faults.isEmpty()) {
            throw new IllegalStateException("Not every handler has an access rule that holds: " + faults);
        }
    }
}
