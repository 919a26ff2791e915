package dev.fairground.platform.instance;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * The settings that make one running copy differ from another.
 *
 * @param environment production unless said otherwise, so that forgetting the variable is safe
 * @param roles what this process does
 * @param baseUrl the address under which members reach us; it stands in mails
 */
@Validated
@ConfigurationProperties("fairground")
public record Instance(
        @NotNull Environment environment,
        @NotEmpty Set<Role> roles,
        @NotNull URI baseUrl) {

    public boolean plays(Role role) {
        return roles.contains(role);
    }

    /** The address of one of our pages, for a mail. */
    public URI page(String pathAndQuery) {
        return baseUrl.resolve(pathAndQuery);
    }

    /** Where this instance runs. */
    public enum Environment {
        PRODUCTION,
        DEVELOPMENT,
        TEST;

        public boolean isProduction() {
            return this == PRODUCTION;
        }
    }
}
