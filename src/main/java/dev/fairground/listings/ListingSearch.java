package dev.fairground.listings;

import dev.fairground.catalog.Catalog;
import dev.fairground.catalog.CategoryTree;
import dev.fairground.listings.ListingViews.Card;
import dev.fairground.listings.Search.Filter;
import dev.fairground.platform.web.Page;
import dev.fairground.platform.web.PageRequest;
import dev.fairground.platform.web.Totals;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.postgresql.PGStatement;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Finds listings on offer by any combination of filters, in one order.
 *
 * <p>Of the combinations in {@link ServedSearches} each has its indexes and its bound; most are answered at a glance, and cost one statement. Any
 * other one, and any total, is tried for a moment, and refused with a hint where that is not enough: a named "no" rather than a page that
 * never comes.
 *
 * <p>Each search that filters is planned anew. The best way to a common word is to walk down from the newest, and to a rare one its index; a plan kept
 * from one of them walks past every listing for the other. The pages of all listings have one way, and its plan is kept.
 */
@Repository
class ListingSearch {

    /** What an unusual combination may take, in milliseconds; the usual ones need a tenth of it. */
    private static final String PATIENCE = "300";

    private final JdbcClient jdbc;
    private final JdbcClient keepingPlans;
    private final Catalog catalog;
    private final ServedSearches served;
    private final Totals totals;
    private final TransactionTemplate briefly;

    ListingSearch(
            DataSource database,
            Catalog catalog,
            ServedSearches served,
            Totals totals,
            PlatformTransactionManager transactions) {
        this.jdbc = JdbcClient.create(new PlannedAnew(database));
        this.keepingPlans = JdbcClient.create(database);
        this.catalog = catalog;
        this.served = served;
        this.totals = totals;
        this.briefly = new TransactionTemplate(transactions);
        this.briefly.setReadOnly(true);
    }

    Page<Card> find(Search search, PageRequest page) {
        search.mustMakeSense();
        var query = query(search, page);
        boolean bounded = served.atAGlance(search.filters(), search.order()) && page.total() == null;
        return bounded
                ? query.page(search.filters().isEmpty() ? keepingPlans : jdbc, page)
                : briefly(search, () -> totals.on(query.page(jdbc, page), page, query.all(), query.filters()));
    }

    private Page<Card> briefly(Search search, Supplier<Page<Card>> find) {
        try {
            return briefly.execute(_ -> {
                jdbc.sql("select set_config('statement_timeout', :patience, true)")
                        .param("patience", PATIENCE)
                        .query(String.class)
                        .single();
                return find.get();
            });
        } catch (QueryTimeoutException tooLong) {
            throw ListingRefused.searchTooBroad(served.hint(search.filters(), search.order()));
        }
    }

    SearchQuery query(Search search, PageRequest page) {
        var tree = catalog.tree();
        var query = new SearchQuery(search, page.rowsToRead());
        for (Filter filter : search.filters()) {
            switch (filter) {
                case CATEGORY -> query.in(categories(search, tree));
                case TEXT -> search.words().forEach(query::saying);
                case PRICE -> query.costing(search);
                case ATTRIBUTE -> query.with(search.said().checked(tree.attributesWithin(search.category())));
                case DISTANCE -> query.around(search.centre(), Objects.requireNonNull(search.within()));
            }
        }
        page.after().ifPresent(query::after);
        return query;
    }

    private static UUID[] categories(Search search, CategoryTree tree) {
        var subtree = tree.subtree(Objects.requireNonNull(search.category()));
        if (subtree.isEmpty()) {
            throw ListingRefused.unknownCategory();
        }
        return subtree.stream().map(category -> category.id().value()).toArray(UUID[]::new);
    }

    /** Keeps the driver from naming its statements, so that PostgreSQL keeps no plan of them either. */
    private static final class PlannedAnew extends JdbcTemplate {

        PlannedAnew(DataSource database) {
            super(database);
        }

        @Override
        protected void applyStatementSettings(Statement statement) throws SQLException {
            super.applyStatementSettings(statement);
            statement.unwrap(PGStatement.class).setPrepareThreshold(0);
        }
    }
}
