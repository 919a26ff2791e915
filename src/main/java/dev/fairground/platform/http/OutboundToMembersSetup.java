package dev.fairground.platform.http;

import dev.fairground.platform.http.OutboundToMembers.Reach;
import dev.fairground.platform.instance.Instance;
import dev.fairground.platform.instance.InvalidSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Predicate;
import javax.net.ssl.SSLSocketFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Opens the way to members' addresses: the internet, and this machine only where nobody is in production. */
@Configuration(proxyBeanMethods = false)
class OutboundToMembersSetup {

    /** Receivers are asked to answer first and work afterwards; a person who tries one out waits as long. */
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @Bean
    OutboundToMembers outboundToMembers(Settings settings, Instance instance, Clock clock, MeterRegistry meters) {
        if (settings.outboundToLoopback() && instance.environment().isProduction()) {
            throw new InvalidSettings("Production does not start with OUTBOUND_TO_LOOPBACK,"
                    + " which would let members have this machine called.");
        }
        Predicate<InetAddress> open = InternetAddresses::isOpen;
        return new OutboundToMembers(
                new Reach(
                        InetAddress::getAllByName,
                        settings.outboundToLoopback() ? open.or(InetAddress::isLoopbackAddress) : open,
                        settings.outboundToLoopback(),
                        LIMIT),
                (SSLSocketFactory) SSLSocketFactory.getDefault(),
                clock,
                meters);
    }

    /** {@code outboundToLoopback}: for development and tests, whose receivers are on this machine and speak plain HTTP. */
    @ConfigurationProperties("fairground")
    record Settings(@DefaultValue("false") boolean outboundToLoopback) {}
}
