package dev.fairground.shops;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The fee for the shop's plan was not paid; {@code sentence} tells the payer what they can do. The plan that it has holds until
 * {@code heldUntil}, by when it is tried again; null where the shop never had it.
 */
public record PlanFeeFailed(
        ShopId shop, String sentence, @Nullable Instant heldUntil, Instant at) {}
