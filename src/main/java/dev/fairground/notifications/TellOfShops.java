package dev.fairground.notifications;

import dev.fairground.identity.MemberId;
import dev.fairground.platform.outbox.OutboxListener;
import dev.fairground.shops.AttentionAsked;
import dev.fairground.shops.PlanChanged;
import dev.fairground.shops.PlanEnding;
import dev.fairground.shops.PlanFeeFailed;
import dev.fairground.shops.PlanPaid;
import dev.fairground.shops.ShopId;
import dev.fairground.shops.Shops;
import dev.fairground.shops.StaffInvited;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Tells members what shops want of them, and those who run a shop how it stands with its plan. */
@Component
class TellOfShops {

    private final Inbox inbox;
    private final Shops shops;

    TellOfShops(Inbox inbox, Shops shops) {
        this.inbox = inbox;
        this.shops = shops;
    }

    @OutboxListener(id = "notifications.staff-invited")
    void on(StaffInvited event) {
        inbox.put(List.of(Notice.of(
                        event.invited(),
                        "staff-invited",
                        "shop/" + event.shop(),
                        event.shopName() + " invites you to its team",
                        "You would join as " + event.role().toLowerCase(Locale.ROOT)
                                + ". The invitation waits for your answer for a while.")
                .each(event.invitedAt())
                .byMail()));
    }

    @OutboxListener(id = "notifications.plan-paid", key = "shop")
    void on(PlanPaid event) {
        tell(
                event.shop(),
                member -> notice(
                                member,
                                "plan-paid",
                                event.shop(),
                                "Your shop's plan is paid",
                                "We received " + event.fee() + ". The plan runs until " + day(event.until()) + ".")
                        .each(event.until()));
    }

    @OutboxListener(id = "notifications.plan-fee-failed", key = "shop")
    void on(PlanFeeFailed event) {
        String then = event.heldUntil() == null
                ? " Your shop's plan has not changed."
                : " You keep the plan until " + day(event.heldUntil())
                        + ", and we try again until then. Another card can be named on the page of your plan.";
        tell(
                event.shop(),
                member -> notice(
                                member,
                                "plan-fee-failed",
                                event.shop(),
                                "Your shop's plan could not be paid",
                                event.sentence() + then)
                        .each(event.at())
                        .byMail());
    }

    @OutboxListener(id = "notifications.plan-ending", key = "shop")
    void on(PlanEnding event) {
        tell(
                event.shop(),
                member -> notice(
                                member,
                                "plan-ending",
                                event.shop(),
                                "Your shop's plan ends on " + day(event.until()),
                                "Your team has decided so, and may change its mind until then. Nothing will be deleted.")
                        .each(event.at()));
    }

    @OutboxListener(id = "notifications.plan-changed", key = "shop")
    void on(PlanChanged event) {
        tell(
                event.shop(),
                member -> notice(
                                member,
                                "plan-changed",
                                event.shop(),
                                "Your shop has the plan " + event.plan() + " now",
                                "It allows " + event.liveListings()
                                        + " live listings. What is beyond them, the newest first, is off the market until a larger plan has room for it;"
                                        + " nothing is deleted.")
                        .each(event.at())
                        .byMail());
        inbox.put(Stream.concat(
                        event.suspended().stream()
                                .map(
                                        member -> notice(
                                                member,
                                                "seat-lost",
                                                event.shop(),
                                                "You have no access to a shop for now",
                                                "Its plan has no seat for you any more. You are still in its team, and the owner can give you another's seat.")),
                        event.seated().stream()
                                .map(member -> notice(
                                        member,
                                        "seat-regained",
                                        event.shop(),
                                        "You have access to a shop again",
                                        "Its plan has a seat for you.")))
                .map(notice -> notice.each(event.at()).byMail())
                .toList());
    }

    @OutboxListener(id = "notifications.attention-asked")
    void on(AttentionAsked event) {
        tell(
                event.shop(),
                member -> notice(member, event.kind(), event.shop(), event.title(), event.body())
                        .each(event.at())
                        .byMail());
    }

    private void tell(ShopId shop, Function<MemberId, Notice> notice) {
        inbox.put(shops.managers(shop).stream().map(notice).toList());
    }

    private static Notice notice(MemberId member, String kind, ShopId shop, String title, String body) {
        return Notice.of(member, kind, "shop/" + shop, title, body);
    }

    /** Days are enough for people, and a day that is over in some zones already is the earlier one. */
    private static LocalDate day(Instant until) {
        return LocalDate.ofInstant(until, ZoneOffset.UTC);
    }
}
