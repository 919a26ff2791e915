package dev.fairground.identity;

import dev.fairground.platform.instance.InvalidSettings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of identity.
 *
 * @param linkSecrets sign mailed links; the newest first, at most two, each of 32 characters or more
 */
@ConfigurationProperties("fairground.identity")
record IdentitySettings(List<String> linkSecrets, HumanCheckService humanCheck) {

    private static final int SHORTEST_SECRET = 32;

    IdentitySettings {
        linkSecrets = List.copyOf(linkSecrets);
        if (linkSecrets.isEmpty() || linkSecrets.size() > 2) {
            throw new InvalidSettings(
                    "FAIRGROUND_SECRET must hold one secret, or two separated by a comma, the newest first.");
        }
        if (linkSecrets.stream().anyMatch(secret -> secret.length() < SHORTEST_SECRET)) {
            throw new InvalidSettings("FAIRGROUND_SECRET must have at least 32 characters: openssl rand -hex 32");
        }
    }

    /**
     * Where the human check is, and how long we wait for it.
     *
     * @param url of the service, without a path
     * @param siteKey public; stands in the sign-up page
     */
    record HumanCheckService(URI url, String siteKey, String secret, Duration connectTimeout, Duration readTimeout) {

        HumanCheckService {
            if (!url.isAbsolute() || siteKey.isBlank() || secret.isBlank()) {
                throw new InvalidSettings("HUMAN_CHECK_URL, HUMAN_CHECK_SITE_KEY and HUMAN_CHECK_SECRET must be set.");
            }
        }
    }
}
