package dev.fairground.payments;

import dev.fairground.platform.effects.Effects;
import dev.fairground.platform.http.OutboundFailure;
import dev.fairground.platform.http.OutboundHttp;
import dev.fairground.testing.ClientContract;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.Proves;
import java.net.URI;
import java.util.List;
import org.springframework.beans.factory.annotation.Autowired;

@FairgroundTest
@Proves("maint-own-api-clients")
class PaymentProviderTest implements ClientContract {

    @Autowired
    OutboundHttp http;

    @Autowired
    Effects effects;

    @Override
    public void call(URI outside) {
        var settings = new PaymentSettings(outside, "a key", List.of("a secret"), "", SHORT, SHORT);
        new PaymentProvider(http, settings, effects).read("pi_1");
    }

    @Override
    public Class<? extends RuntimeException> failure() {
        return OutboundFailure.class;
    }
}
