package dev.fairground.platform;

import dev.fairground.platform.idempotency.Deeds;
import dev.fairground.platform.ratelimit.Door;
import dev.fairground.platform.web.Mirror;
import dev.fairground.testing.FairgroundTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** A test of the platform's rim, against handlers that exist for tests only. All of these share one more application. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@FairgroundTest
@Import({Deeds.class, Door.class, Mirror.class})
@TestPropertySource(
        properties = {
            "fairground.rate-limits.test-knock.limit=2",
            "fairground.rate-limits.test-knock.per=1m",
            "fairground.rate-limits.test-knock.by=member",
            "fairground.rate-limits.test-knock.store=shared",
            "fairground.rate-limits.test-knock.when-broken=closed",
            "fairground.rate-limits.test-knock-all.limit=100",
            "fairground.rate-limits.test-knock-all.per=1m",
            "fairground.rate-limits.test-knock-all.by=system",
            "fairground.rate-limits.test-knock-all.store=shared",
            "fairground.rate-limits.test-knock-all.when-broken=closed",
        })
public @interface RimTest {}
