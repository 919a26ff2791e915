package dev.fairground.access;

import java.util.Map;

/**
 * The handlers that are not ours, so cannot carry a rule, and are open all the same. Each stands here with its reason; any other stops
 * the start.
 */
final class OpenHandlers {

    private static final Map<String, String> WHY = Map.of(
            "org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping",
            "answers OPTIONS with the methods of an address",
            "org.springframework.boot.webmvc.actuate.endpoint.web.",
            "/livez and /readyz, for load balancers; the management port has the rest",
            "org.springdoc.",
            "describes the API while tests run; not in the jar");

    private OpenHandlers() {}

    static boolean of(Class<?> handler) {
        return WHY.keySet().stream().anyMatch(handler.getName()::startsWith);
    }
}
