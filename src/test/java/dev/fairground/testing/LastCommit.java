package dev.fairground.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Properties;

/**
 * The day by which the build judges dates such as a flag's expiry: that of the last commit, so that a clone nobody touches stays green.
 */
public final class LastCommit {

    private LastCommit() {}

    /** Empty in a source archive, which has no commits. */
    public static Optional<LocalDate> day() {
        try (var file = LastCommit.class.getResourceAsStream("/git.properties")) {
            var properties = new Properties();
            if (file != null) {
                properties.load(file);
            }
            return Optional.ofNullable(properties.getProperty("git.commit.time"))
                    .map(time -> OffsetDateTime.parse(time)
                            .withOffsetSameInstant(ZoneOffset.UTC)
                            .toLocalDate());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
