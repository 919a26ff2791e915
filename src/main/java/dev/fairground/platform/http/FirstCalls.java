package dev.fairground.platform.http;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/**
 * Calls every outside once before the instance says that it is ready. The first call of a process looks up the address, shakes hands and
 * loads the classes of a whole exchange: several times the work of the second, on the clock of its limit. On a machine that was busy
 * starting, the first member to sign up was told that the human check did not answer. An outside that is down delays the start by its
 * limits and no more.
 */
@Component
class FirstCalls implements ApplicationRunner {

    private final OutboundHttp outsides;

    FirstCalls(OutboundHttp outsides) {
        this.outsides = outsides;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        outsides.made().forEach(Outbound::callForTheFirstTime);
    }
}
