package dev.fairground.platform.database;

import dev.fairground.platform.database.DatabaseSettings.Address;
import dev.fairground.platform.instance.Instance;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

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
    DataSource database(Pools pools, SessionNames names, @Nullable FollowerWatch follower) {
        return new Connections(pools, names, follower);
    }

    /** Where there is a follower. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty("fairground.database.follower.url")
    static class WithFollower {

        @Bean
        FollowerWatch followerWatch(Pools pools, DatabaseSettings settings) {
            return new FollowerWatch(pools.of(Purpose.WORKER), pools.of(Purpose.FOLLOWER), settings.followerLag());
        }

        @Bean
        MeterBinder followerMeters(FollowerWatch watch) {
            return meters -> Gauge.builder("fairground.database.follower.lag", watch, FollowerWatch::lag)
                    .baseUnit("seconds")
                    .register(meters);
        }

        @Bean
        ReadRouting readRouting(DatabaseSettings settings, Instance instance) {
            return new ReadRouting(
                    settings.followerLag(), "https".equals(instance.baseUrl().getScheme()));
        }

        @Bean
        WebMvcConfigurer routedReads(ReadRouting routing) {
            return new WebMvcConfigurer() {
                @Override
                public void addInterceptors(InterceptorRegistry interceptors) {
                    interceptors.addInterceptor(routing);
                }
            };
        }
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
