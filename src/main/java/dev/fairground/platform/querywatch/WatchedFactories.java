package dev.fairground.platform.querywatch;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.env.Environment;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.util.ClassUtils;

/** Gives every entity manager factory entities that remember being looked at, where the settings ask for that. */
final class WatchedFactories implements BeanPostProcessor {

    private static final boolean THERE_ARE_ENTITIES = ClassUtils.isPresent(
            "org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean",
            WatchedFactories.class.getClassLoader());

    private final Environment environment;

    WatchedFactories(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (THERE_ARE_ENTITIES
                && environment.getProperty("fairground.querywatch.fetches", boolean.class, false)
                && bean instanceof LocalContainerEntityManagerFactoryBean factory) {
            watch(factory);
        }
        return bean;
    }

    static void watch(LocalContainerEntityManagerFactoryBean factory) {
        factory.getJpaPropertyMap().put("hibernate.session_factory.interceptor", new WatchedEntities());
    }
}
