package dev.fairground.access;

import java.util.List;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Sets the guard before every other interceptor, and hands handlers their caller. */
@Configuration(proxyBeanMethods = false)
class AtTheRim implements WebMvcConfigurer {

    private final Guard guard;
    private final CallerArgument caller;

    AtTheRim(Guard guard, CallerArgument caller) {
        this.guard = guard;
        this.caller = caller;
    }

    @Override
    public void addInterceptors(InterceptorRegistry interceptors) {
        interceptors.addInterceptor(guard).order(Ordered.HIGHEST_PRECEDENCE);
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(caller);
    }
}
