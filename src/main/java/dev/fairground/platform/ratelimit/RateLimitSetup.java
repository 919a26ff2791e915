package dev.fairground.platform.ratelimit;

import java.util.List;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Puts the limits before the handlers, and holds the start up where a handler names a policy that cannot limit it. */
@Configuration(proxyBeanMethods = false)
class RateLimitSetup implements WebMvcConfigurer {

    /** Interceptors in order: the access guard (below zero), limits. Idempotency wraps the handler itself and so comes last. */
    private static final int AFTER_THE_GUARD = 100;

    private final RateLimitInterceptor interceptor;

    RateLimitSetup(RateLimitInterceptor interceptor) {
        this.interceptor = interceptor;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(interceptor).order(AFTER_THE_GUARD);
    }

    @Bean
    static SmartInitializingSingleton rateLimitsAreKnown(
            List<RequestMappingHandlerMapping> mappings, RateLimitSettings settings) {
        return () -> {
            settings.policy(RateLimitInterceptor.GENERAL);
            for (var mapping : mappings) {
                for (var handler : mapping.getHandlerMethods().values()) {
                    var limited = handler.getMethodAnnotation(RateLimited.class);
                    for (String name : limited == null ? new String[0] : limited.value()) {
                        check(name, settings, handler.toString());
                    }
                }
            }
        };
    }

    static void check(String name, RateLimitSettings settings, String handler) {
        if (!settings.rateLimits().containsKey(name)) {
            throw new IllegalStateException(handler + " is limited by " + name + ", and there is no such policy");
        }
        if (settings.policy(name).by() == Policy.By.ACCOUNT) {
            throw new IllegalStateException(handler + " cannot know the account; take " + name + " in the use case");
        }
    }
}
