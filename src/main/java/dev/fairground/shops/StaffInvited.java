package dev.fairground.shops;

import dev.fairground.identity.MemberId;
import java.time.Instant;

/** A member has been asked to join a shop's team in this role and has not answered yet. */
public record StaffInvited(ShopId shop, String shopName, MemberId invited, String role, Instant invitedAt) {}
