package dev.fairground.shops;

import dev.fairground.money.Money;
import java.time.Instant;

/** The fee for the shop's plan has been paid, which now runs until {@code until}. */
public record PlanPaid(ShopId shop, Money fee, Instant until) {}
