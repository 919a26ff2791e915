package dev.fairground.catalog;

import dev.fairground.platform.errors.Reason;
import dev.fairground.platform.errors.Refusal;

/** Every "no" of the catalog. */
final class CatalogRefused extends Refusal {

    static final Reason NO_SUCH_CATEGORY = Reason.notFound("no-such-category", "There is no such category.");

    private CatalogRefused(Reason reason) {
        super(reason);
    }

    static CatalogRefused noSuchCategory() {
        return new CatalogRefused(NO_SUCH_CATEGORY);
    }
}
