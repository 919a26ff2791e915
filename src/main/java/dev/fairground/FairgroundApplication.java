package dev.fairground;

import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Starts one instance. Which roles it plays (web, worker, scheduler) is a variable; see {@code application.yml}. */
@SpringBootApplication(
        exclude = UserDetailsServiceAutoConfiguration.class) // members are the only users; it would add one of its own
@ConfigurationPropertiesScan
public class FairgroundApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(FairgroundApplication.class, arguments);
    }

    /** The only source of time: use cases read it once and pass the instant down. Tests replace it with one they set. */
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
