package dev.fairground.platform.instance;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** What must be right before any bean is made: when a start is refused, nothing has been sent, migrated or listened on. */
@Configuration(proxyBeanMethods = false)
class StartRefusals {

    /** The settings first, because the database is one of them. */
    @Bean
    static BeanFactoryPostProcessor beforeAnyBean(Environment environment) {
        return _ -> {
            Secrets.check(environment);
            SuitableDatabase.check(environment);
        };
    }
}
