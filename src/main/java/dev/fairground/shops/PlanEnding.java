package dev.fairground.shops;

import java.time.Instant;

/** Somebody of the shop's team decided {@code at} that its plan ends with the time that is paid for. */
public record PlanEnding(ShopId shop, Instant until, Instant at) {}
