package dev.fairground.platform.instance;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The secrets behind {@link Signatures}.
 *
 * @param secret signs and verifies
 * @param secretPrevious verifies only; empty unless a rotation is under way
 */
@ConfigurationProperties("fairground")
record SigningSettings(
        @DefaultValue("") String secret, @DefaultValue("") String secretPrevious) {

    @Override
    public String toString() {
        return "SigningSettings[…]"; // a record would print its values into whatever log quotes it
    }
}
