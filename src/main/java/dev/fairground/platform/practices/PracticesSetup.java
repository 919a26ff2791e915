package dev.fairground.platform.practices;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reads the catalogue once, at start, for every page that tells about it. */
@Configuration(proxyBeanMethods = false)
class PracticesSetup {

    @Bean
    PracticeCatalogue practiceCatalogue() {
        return PracticeCatalogue.onClassPath();
    }
}
