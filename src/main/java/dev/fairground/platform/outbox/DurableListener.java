package dev.fairground.platform.outbox;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.event.GenericApplicationListener;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ReflectionUtils;

/** One method marked {@link OutboxListener}: takes part in publishing as its stand-in, and calls it when a delivery is due. */
final class DurableListener implements GenericApplicationListener {

    private final String id;
    private final OutboxListener.Effect effect;
    private final OutboxListener.Lane lane;
    private final Class<?> eventType;
    private final @Nullable Duration usefulFor;
    private final @Nullable Method key;
    private final BeanFactory beans;
    private final String beanName;
    private final Method method;

    DurableListener(BeanFactory beans, String beanName, Method method) {
        var terms = Objects.requireNonNull(AnnotatedElementUtils.findMergedAnnotation(method, OutboxListener.class));
        this.id = terms.id();
        this.effect = terms.effect();
        this.lane = terms.lane();
        this.beans = beans;
        this.beanName = beanName;
        this.method = method;
        this.eventType = eventType(method);
        this.usefulFor = terms.usefulFor().isEmpty() ? null : Duration.parse(terms.usefulFor());
        this.key = key(terms, eventType);
    }

    String id() {
        return id;
    }

    OutboxListener.Effect effect() {
        return effect;
    }

    OutboxListener.Lane lane() {
        return lane;
    }

    /** Whether what happened then is of no use to anybody any more. */
    boolean isTooLate(Instant occurredAt, Instant now) {
        return usefulFor != null && occurredAt.plus(usefulFor).isBefore(now);
    }

    Class<?> eventType() {
        return eventType;
    }

    /** The value by which {@code event} keeps its order, or null where order does not matter. */
    @Nullable
    String keyOf(Object event) {
        return key == null ? null : String.valueOf(ReflectionUtils.invokeMethod(key, event));
    }

    @Override
    public boolean supportsEventType(ResolvableType type) {
        return type.resolve() == PayloadApplicationEvent.class
                && type.getGeneric().resolve() == eventType;
    }

    @Override
    public void onApplicationEvent(ApplicationEvent event) {
        Outgoing.ofThisTransaction(this).add((PayloadApplicationEvent<?>) event, this);
    }

    /** Calls the method itself; throws whatever it throws. */
    void call(Object event) throws Throwable {
        Object bean = beans.getBean(beanName);
        Method invocable = AopUtils.selectInvocableMethod(method, bean.getClass());
        ReflectionUtils.makeAccessible(invocable);
        try {
            invocable.invoke(bean, event);
        } catch (InvocationTargetException thrown) {
            throw thrown.getTargetException();
        }
    }

    @Override
    public String toString() {
        return id + " (" + method.getDeclaringClass().getSimpleName() + "." + method.getName() + ")";
    }

    private static Class<?> eventType(Method method) {
        if (method.getParameterCount() != 1 || !method.getParameterTypes()[0].isRecord()) {
            throw new IllegalStateException(
                    "A durable listener takes one event, which is a record: " + method.toGenericString());
        }
        return method.getParameterTypes()[0];
    }

    private static @Nullable Method key(OutboxListener terms, Class<?> eventType) {
        if (terms.key().isEmpty()) {
            return null;
        }
        Method accessor = Arrays.stream(eventType.getRecordComponents())
                .filter(component -> component.getName().equals(terms.key()))
                .map(RecordComponent::getAccessor)
                .findAny()
                .orElseThrow(() -> new IllegalStateException("Listener " + terms.id() + " keeps order by " + terms.key()
                        + ", which " + eventType.getSimpleName() + " does not have"));
        ReflectionUtils.makeAccessible(accessor);
        return accessor;
    }
}
