package dev.fairground.identity;

import dev.fairground.platform.instance.InvalidSettings;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** Settings of identity. */
@ConfigurationProperties("fairground.identity")
record IdentitySettings(Siteverify humanCheck) {

    /**
     * Where the human check is, and how long we wait for it.
     *
     * @param url of the service, without a path
     * @param siteKey public; stands in the sign-up page
     */
    record Siteverify(URI url, String siteKey, String secret, Duration connectTimeout, Duration readTimeout) {

        Siteverify {
            if (!url.isAbsolute() || siteKey.isBlank() || secret.isBlank()) {
                throw new InvalidSettings("HUMAN_CHECK_URL, HUMAN_CHECK_SITE_KEY and HUMAN_CHECK_SECRET must be set.");
            }
        }
    }
}
