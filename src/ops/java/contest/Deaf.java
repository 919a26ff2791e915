package contest;

import dev.fairground.platform.outbox.OutboxListener;
import java.lang.reflect.Method;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListenerFactory;
import org.springframework.core.PriorityOrdered;
import org.springframework.core.annotation.AnnotatedElementUtils;

/** Makes of an application one whose durable listeners never hear of anything, so that nothing is enqueued for them. */
@Configuration(proxyBeanMethods = false)
public class Deaf {

    @Bean
    static EventListenerFactory toDeafEars() {
        return new ToDeafEars();
    }

    /** Asked before the outbox's own factory. */
    private static final class ToDeafEars implements EventListenerFactory, PriorityOrdered {

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
            return ApplicationListener.forPayload((Never _) -> {});
        }
    }

    private record Never() {}
}
