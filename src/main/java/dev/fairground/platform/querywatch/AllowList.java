package dev.fairground.platform.querywatch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.Resource;

/**
 * The repeats that somebody decided to live with for a while, from {@code querywatch-allow.yml}. An expired entry still holds at run time,
 * so that nothing changes by itself at midnight; the build is what refuses it.
 */
record AllowList(List<Entry> entries) {

    static final AllowList EMPTY = new AllowList(List.of());

    static AllowList read(Resource file) {
        try {
            // Boot's own loader, because the plain one turns an unquoted date into a point in time.
            return new Binder(ConfigurationPropertySources.from(new YamlPropertySourceLoader().load("allowed", file)))
                    .bind("allow", Bindable.listOf(Entry.class))
                    .map(AllowList::new)
                    .orElse(EMPTY);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    boolean allows(Fingerprint fingerprint, CallSites.CallSite site) {
        return entries.stream().anyMatch(entry -> entry.covers(fingerprint, site));
    }

    /**
     * One decision; it covers what matches all that it names.
     *
     * @param statement the statement's short name, as the report prints it
     * @param site type and method anywhere on the way to the statement
     * @param reason why it is not mended now
     * @param expires the last day on which the build takes this entry
     */
    record Entry(@Nullable String statement, @Nullable String site, String reason, LocalDate expires) {

        Entry {
            if (statement == null && site == null) {
                throw new IllegalArgumentException("An entry names a statement, a site, or both: " + reason);
            }
            Objects.requireNonNull(reason, "An entry has a reason");
            Objects.requireNonNull(expires, "An entry has a last day");
        }

        boolean covers(Fingerprint fingerprint, CallSites.CallSite at) {
            return (statement == null || statement.equals(fingerprint.id())) && (site == null || at.passes(site));
        }
    }
}
