package dev.fairground.platform.web;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the rim must know of the world around it.
 *
 * @param trustedProxies whose word we take for the client's address, scheme and host; nobody's, unless said otherwise
 * @param signUpScripts where the human check's script comes from: the one foreign script, and on the sign-up page alone
 */
@ConfigurationProperties("fairground")
record WebSettings(
        @DefaultValue List<Network> trustedProxies,
        @Nullable URI signUpScripts) {

    boolean trusts(InetAddress address) {
        return trustedProxies.stream().anyMatch(network -> network.holds(address));
    }
}
