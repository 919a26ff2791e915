package dev.fairground.platform.outbox;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListenerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.AnnotatedElementUtils;

/**
 * Every durable listener of this application, by its id. Spring asks it, before its own factory, to make the listener for a method; a
 * method that cannot be one stops the start.
 */
class Listeners implements EventListenerFactory, Ordered {

    private static final Pattern ID = Pattern.compile("[a-z][a-z-]*(\\.[a-z][a-z-]*)+");

    private final Map<String, DurableListener> byId = new ConcurrentSkipListMap<>();
    private final BeanFactory beans;

    Listeners(BeanFactory beans) {
        this.beans = beans;
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public boolean supportsMethod(Method method) {
        return AnnotatedElementUtils.hasAnnotation(method, OutboxListener.class);
    }

    @Override
    public ApplicationListener<?> createApplicationListener(String beanName, Class<?> type, Method method) {
        var listener = new DurableListener(beans, beanName, method);
        if (!ID.matcher(listener.id()).matches()) {
            throw new IllegalStateException("A listener's id has the form module.what, not " + listener.id());
        }
        DurableListener twin = byId.putIfAbsent(listener.id(), listener);
        if (twin != null) {
            throw new IllegalStateException("Two durable listeners share an id: " + twin + " and " + listener);
        }
        return listener;
    }

    /** Null if this release has no such listener. */
    @Nullable
    DurableListener named(String id) {
        return byId.get(id);
    }

    Set<String> ids() {
        return byId.keySet();
    }

    List<String> with(OutboxListener.Effect effect) {
        return byId.values().stream()
                .filter(listener -> listener.effect() == effect)
                .map(DurableListener::id)
                .toList();
    }

    List<String> in(OutboxListener.Lane lane) {
        return byId.values().stream()
                .filter(listener -> listener.lane() == lane)
                .map(DurableListener::id)
                .toList();
    }

    /** Spring wants it before anything that could inject into a constructor; a static factory method is served even then. */
    @Configuration(proxyBeanMethods = false)
    static class Early {

        @Bean
        static Listeners listeners(BeanFactory beans) {
            return new Listeners(beans);
        }
    }
}
