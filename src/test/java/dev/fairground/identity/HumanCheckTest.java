package dev.fairground.identity;

import dev.fairground.platform.http.OutboundHttp;
import dev.fairground.testing.ClientContract;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.Proves;
import java.net.URI;
import org.springframework.beans.factory.annotation.Autowired;

@FairgroundTest
@Proves("maint-own-api-clients")
class HumanCheckTest implements ClientContract {

    @Autowired
    OutboundHttp http;

    @Override
    public void call(URI outside) {
        var service = new IdentitySettings.Siteverify(outside, outside, "site key", "a secret", SHORT, SHORT);
        new HumanCheck(http, new IdentitySettings(service)).pass("a token");
    }

    @Override
    public Class<? extends RuntimeException> failure() {
        return IdentityRefused.class;
    }
}
