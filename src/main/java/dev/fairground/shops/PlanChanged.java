package dev.fairground.shops;

import dev.fairground.identity.MemberId;
import java.time.Instant;
import java.util.List;

/**
 * The shop has this plan from now on. {@code suspended} lost their access to the shop by it, {@code seated} have it back; how many listings it
 * may have on offer is {@code liveListings}; {@code at} is when it changed.
 */
public record PlanChanged(
        ShopId shop, String plan, int liveListings, List<MemberId> suspended, List<MemberId> seated, Instant at) {}
