package dev.fairground.platform.objects;

import dev.fairground.platform.http.OutboundHttp;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A store elsewhere where there is an address of one, else the disk. */
@Configuration(proxyBeanMethods = false)
class ObjectsSetup {

    @Bean
    ObjectStore objects(ObjectsSettings local, S3Settings elsewhere, OutboundHttp http, Clock clock) {
        return elsewhere.isGiven() ? new S3Objects(elsewhere, http, clock) : new LocalObjects(local);
    }
}
