package dev.fairground.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Method;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * The framework's own mapping, which looks at fewer handlers. The version in each address makes them patterns, and all patterns are tried
 * on each request: of two hundred that took a fifth of a list's processor time. Here a handler of another collection, the segment behind
 * the version, is passed over by a look at that one word. What is found, and how, stays the framework's.
 */
public final class ApiHandlerMapping extends RequestMappingHandlerMapping {

    private static final String API = "/api/{version}/";
    private static final String ASKED = ApiHandlerMapping.class.getName();

    /** Where a handler has one collection. By identity, since each mapping is registered once and the framework passes that very one. */
    private final Map<RequestMappingInfo, String> collections = new IdentityHashMap<>();

    @Override
    protected void registerHandlerMethod(Object handler, Method method, RequestMappingInfo mapping) {
        var patterns = mapping.getPatternValues();
        if (patterns.size() == 1 && patterns.iterator().next() instanceof String pattern && pattern.startsWith(API)) {
            String collection = pattern.substring(API.length()).split("/", 2)[0];
            if (!collection.contains("{") && !collection.contains("*")) collections.put(mapping, collection);
        }
        super.registerHandlerMethod(handler, method, mapping);
    }

    @Override
    protected @Nullable RequestMappingInfo getMatchingMapping(RequestMappingInfo mapping, HttpServletRequest request) {
        var collection = collections.get(mapping);
        return collection == null || collection.equals(asked(request))
                ? super.getMatchingMapping(mapping, request)
                : null;
    }

    private static String asked(HttpServletRequest request) {
        if (request.getAttribute(ASKED) instanceof String found) return found;
        var segments = ServletRequestPathUtils.getParsedRequestPath(request).pathWithinApplication().elements().stream()
                .filter(PathContainer.PathSegment.class::isInstance)
                .map(segment -> ((PathContainer.PathSegment) segment).valueToMatch())
                .limit(3)
                .toList();
        String asked = segments.size() < 3 ? "" : segments.getLast();
        request.setAttribute(ASKED, asked);
        return asked;
    }
}
