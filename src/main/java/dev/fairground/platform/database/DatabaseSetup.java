package dev.fairground.platform.database;

import dev.fairground.platform.database.DatabaseSettings.Address;
import dev.fairground.platform.instance.Instance;
import io.micrometer.core.instrument.binder.MeterBinder;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Takes the place of the framework's one pool. */
@Configuration(proxyBeanMethods = false)
class DatabaseSetup {

    @Bean
    SessionNames sessionNames(Instance instance, Environment environment) {
        return new SessionNames(instance, environment.getRequiredProperty("fairground.instance"));
    }

    @Bean
    Pools pools(DatabaseSettings settings, SessionNames names, Environment environment) {
        var common = new Address(
                environment.getRequiredProperty("spring.datasource.url"),
                environment.getProperty("spring.datasource.username", ""),
                environment.getProperty("spring.datasource.password", ""));
        return new Pools(settings, common, names);
    }

    @Bean
    DataSource database(Pools pools, SessionNames names) {
        return new Connections(pools, names);
    }

    @Bean
    MeterBinder poolMeters(Pools pools) {
        return pools::measure;
    }

    @Bean
    RequestDeadlines requestDeadlines(DatabaseSettings settings) {
        return new RequestDeadlines(settings);
    }
}
