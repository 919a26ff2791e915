package dev.fairground.platform.querywatch;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ClassPathResource;

/** All that an application needs to import. The listeners are providers because an application may well have none. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(QueryWatchSettings.class)
public class QueryWatchSetup {

    /** Without a unit the watch costs a look at a scoped value, so that even "off" is only a unit that is never opened. */
    @Bean
    static WatchedDataSources watchedDataSources() {
        return new WatchedDataSources();
    }

    @Bean
    static WatchedFactories watchedFactories(Environment environment) {
        return new WatchedFactories(environment);
    }

    @Bean
    QueryWatch queryWatch(
            QueryWatchSettings settings,
            MeterRegistry meters,
            ObjectProvider<NPlusOneListener> listeners,
            ObjectProvider<UnitListener> unitListeners) {
        var allowed = new ClassPathResource("querywatch-allow.yml");
        return new QueryWatch(
                settings,
                allowed.exists() ? AllowList.read(allowed) : AllowList.EMPTY,
                meters,
                listeners.orderedStream().toList(),
                unitListeners.orderedStream().toList());
    }

    @Bean
    RequestUnits requestUnits(QueryWatch watch) {
        return new RequestUnits(watch);
    }

    @Bean
    TaskUnits taskUnits(QueryWatch watch) {
        return new TaskUnits(watch);
    }
}
