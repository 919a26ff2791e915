package dev.fairground.listings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairground.catalog.CategoryId;
import dev.fairground.money.Money;
import dev.fairground.platform.errors.FieldFault;
import dev.fairground.platform.errors.Refusal;
import dev.fairground.testing.Chance;
import dev.fairground.testing.Proves;
import org.junit.jupiter.api.Test;

@Proves("err-actionable-user-message")
class OfferTest {

    private static final CategoryId CHAIRS = new CategoryId(Chance.id());

    @Test
    void all_that_does_not_hold_is_named_at_once() {
        refused("ab", 0, -1, "invalid-request", "title", "price", "stock");
        refused("ab", 1999, 100_001, "invalid-request", "title", "stock");
    }

    @Test
    void what_alone_does_not_hold_keeps_its_own_code() {
        refused("ab", 1999, 3, "listing-title-length", "title");
        refused("x".repeat(121), 1999, 3, "listing-title-length", "title");
        refused("Chair", 1_000_000_001, 3, "price-out-of-range", "price");
        refused("Chair", 1999, -1, "stock-out-of-range", "stock");
    }

    @Test
    void what_holds_is_taken_and_trimmed() {
        assertThat(new Offer(CHAIRS, "  Oak ", " Oiled. ", Money.of(1, "EUR"), 0, Attributes.NONE, null))
                .returns("Oak", Offer::title)
                .returns("Oiled.", Offer::description);
    }

    private static void refused(String title, long priceMinor, int stock, String code, String... fields) {
        assertThatThrownBy(
                        () -> new Offer(CHAIRS, title, "", Money.of(priceMinor, "EUR"), stock, Attributes.NONE, null))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.reason().code()).isEqualTo(code);
                    assertThat(refusal.fields().stream().map(FieldFault::field)).containsExactly(fields);
                });
    }
}
