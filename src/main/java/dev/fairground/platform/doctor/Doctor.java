package dev.fairground.platform.doctor;

import dev.fairground.platform.practices.Shows;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;

/** Looks at the database by the queries of {@code db/queries}. One that fails says why, and the others are looked at all the same. */
@Component
@Shows("db-introspection-tools")
public final class Doctor {

    /** A look that takes longer would be one more thing that is wrong. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Harmless session;
    private final List<Query> queries = Query.all();

    public Doctor(DataSource database) {
        this.session = new Harmless(database);
    }

    /** What can be looked at: titles by names, without a look at anything. */
    public Map<String, String> titles() {
        var titles = new LinkedHashMap<String, String>();
        queries.forEach(query -> titles.put(query.name(), query.title()));
        return titles;
    }

    /** All looks, in the order of their names. */
    public List<Sight> examine() {
        return queries.stream().map(this::see).toList();
    }

    /** The look of that name, where there is one. */
    public Optional<Sight> look(String name) {
        return queries.stream()
                .filter(query -> query.name().equals(name))
                .findFirst()
                .map(this::see);
    }

    private Sight see(Query query) {
        try {
            return session.look(PATIENCE, query::at);
        } catch (SQLException failed) {
            return Sight.blocked(query.name(), query.title(), "Could not be looked at: " + Harmless.said(failed));
        }
    }
}
