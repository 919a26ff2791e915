package dev.fairground.platform.ratelimit;

import dev.fairground.platform.web.Access;
import dev.fairground.platform.web.Who;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A handler at which one may knock twice a minute, and all together a hundred times. */
@TestComponent
@RestController
public class Door {

    @GetMapping("/api/{version}/test-door")
    @Access(Who.ANYONE)
    @RateLimited({"test-knock", "test-knock-all"})
    String knock() {
        return "come in";
    }
}
