package dev.fairground.platform.database;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How this process uses the database.
 *
 * @param instances how many processes like this one share the server when no roll-out is under way
 * @param deadline after this long nobody waits for a request's answer any more
 * @param deadlines the same by path, in the form of Spring's path patterns, where it is another
 * @param limits what a session may take, by its purpose
 * @param followerLag a follower that is further behind is not read from
 * @param follower the address of a follower to read from, if there is one
 * @param worker the address for what is not a request; the common one where it is not given
 */
@Validated
@ConfigurationProperties("fairground.database")
record DatabaseSettings(
        @Min(1) int instances,
        @NotNull Duration deadline,
        @NotNull Map<String, Duration> deadlines,
        @NotNull Map<Purpose, @Valid Limits> limits,
        @NotNull Duration followerLag,
        @DefaultValue @NotNull Address follower,
        @DefaultValue @NotNull Address worker) {

    Limits limits(Purpose purpose) {
        Limits found = limits.get(purpose);
        if (found == null) throw new IllegalArgumentException("fairground.database.limits lacks " + purpose);
        return found;
    }

    /**
     * What one session may take before the server stops it, or we do.
     *
     * @param statement for one statement
     * @param silence in wait for a server that says nothing at all: its machine or the line to it is gone
     * @param lock in wait for somebody else's lock, and for a connection to a server that says nothing
     * @param idle between two statements of a transaction
     * @param transaction for a transaction as a whole, on servers that can (PostgreSQL 17)
     * @param queue for a connection, before the server is even asked
     */
    record Limits(
            @NotNull Duration statement,
            @NotNull Duration silence,
            @NotNull Duration lock,
            @NotNull Duration idle,
            @NotNull Duration transaction,
            @NotNull Duration queue) {}

    /** Where a database is, and as whom; empty where there is none of its own. */
    record Address(
            @DefaultValue("") String url,
            @DefaultValue("") String username,
            @DefaultValue("") String password) {

        boolean isGiven() {
            return !url.isBlank();
        }

        Properties credentials() {
            var credentials = new Properties();
            if (!username.isBlank()) credentials.setProperty("user", username);
            if (!password.isBlank()) credentials.setProperty("password", password);
            return credentials;
        }

        @Override
        public String toString() {
            return "Address[…]"; // a record would print its password into whatever log quotes it
        }
    }
}
