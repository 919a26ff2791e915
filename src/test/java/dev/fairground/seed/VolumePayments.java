package dev.fairground.seed;

import dev.fairground.platform.ids.UuidV7;
import dev.fairground.seed.VolumeOrders.Deal;
import dev.fairground.seed.VolumeOrders.Fate;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The payments of deals and their entries in the ledger. The provider itself has never heard of them. */
final class VolumePayments {

    private final Connection connection;
    private final Random random;
    private final Map<UUID, UUID> intents = new HashMap<>();
    private final Map<UUID, UUID> refunds = new HashMap<>();

    VolumePayments(Connection connection, long seed) {
        this.connection = connection;
        this.random = new Random(seed);
    }

    void settle(List<Deal> deals) {
        intents.clear();
        refunds.clear();
        try (var sheet = Sheet.into(
                connection,
                "payments.intent",
                "id, reference, payer_id, payee_id, amount_minor, fee_minor, currency, method, state, provider, provider_ref, recorded_at,"
                        + " charging_at, captured_at, declined_at, decline_code, voided_at, refunded_minor, refunded_fee_minor, released_at")) {
            deals.forEach(deal -> intent(sheet, deal));
        }
        try (var sheet = Sheet.into(
                connection,
                "payments.refund",
                "id, intent_id, amount_minor, fee_back_minor, currency, why, state, provider, provider_ref, recorded_at, sent_at,"
                        + " completed_at, failed_at")) {
            deals.forEach(deal -> refund(sheet, deal));
        }
        book(deals);
    }

    private void intent(Sheet sheet, Deal deal) {
        var fate = deal.fate();
        var id = UuidV7.at(deal.at(), random);
        intents.put(deal.id(), id);
        boolean declined = fate == Fate.DECLINED;
        sheet.row(
                id,
                deal.id(),
                deal.buyer(),
                deal.shop().id(),
                deal.total(),
                deal.fee(),
                deal.shop().currency(),
                declined ? "pm_card_visa_chargeDeclinedInsufficientFunds" : "pm_card_visa",
                fate.paid ? "CAPTURED" : declined ? "DECLINED" : "VOIDED",
                "stripe",
                fate.paid || declined ? "pi_" + digits(id) : null,
                deal.at(),
                deal.when(fate.paid || declined, 0),
                deal.when(fate.paid, 1),
                deal.when(declined, 0),
                declined ? "insufficient-funds" : null,
                deal.when(!fate.paid && !declined, 1),
                fate == Fate.REFUNDED ? deal.total() : 0,
                fate == Fate.REFUNDED ? deal.fee() : 0,
                deal.when(fate == Fate.COMPLETED, 500));
    }

    private void refund(Sheet sheet, Deal deal) {
        boolean failed = deal.fate() == Fate.REFUND_FAILED;
        if (!failed && deal.fate() != Fate.REFUNDED) {
            return;
        }
        var id = UuidV7.at(deal.after(30), random);
        refunds.put(deal.id(), id);
        sheet.row(
                id,
                intents.get(deal.id()),
                deal.total(),
                deal.fee(),
                deal.shop().currency(),
                "Arrived broken",
                failed ? "FAILED" : "COMPLETED",
                "stripe",
                "re_" + digits(id),
                deal.after(30),
                deal.after(30),
                deal.when(!failed, 31),
                deal.when(failed, 31));
    }

    /** Entries first, since postings point at them; whether they balance is asked at the commit. */
    private void book(List<Deal> deals) {
        var entries = entries(deals);
        try (var sheet = Sheet.into(connection, "payments.ledger_entry", "id, kind, intent_id, refund_id, at")) {
            for (var entry : entries) {
                var deal = entry.deal;
                sheet.row(
                        entry.id,
                        entry.refund == null ? "CAPTURE" : "REFUND",
                        intents.get(deal.id()),
                        entry.refund,
                        deal.after(entry.refund == null ? 1 : 31));
            }
        }
        try (var sheet = Sheet.into(connection, "payments.posting", "entry_id, account, amount_minor, currency")) {
            for (var entry : entries) {
                long sign = entry.refund == null ? 1 : -1;
                post(sheet, entry, "provider:cash", sign * entry.deal.total());
                post(sheet, entry, payee(entry.deal), sign * (entry.deal.fee() - entry.deal.total()));
                post(sheet, entry, "platform:fees", sign * -entry.deal.fee());
            }
        }
    }

    /** As it stands in the end: what is done is the shop's to have. */
    private static String payee(Deal deal) {
        return (deal.fate() == Fate.COMPLETED ? "free:" : "payee:")
                + deal.shop().id();
    }

    private List<Entry> entries(List<Deal> deals) {
        var entries = new ArrayList<Entry>();
        for (var deal : deals) {
            if (deal.fate().paid) entries.add(new Entry(UuidV7.at(deal.after(1), random), deal, null));
            if (deal.fate() == Fate.REFUNDED) {
                entries.add(new Entry(UuidV7.at(deal.after(31), random), deal, refunds.get(deal.id())));
            }
        }
        return entries;
    }

    private static void post(Sheet sheet, Entry entry, String account, long amountMinor) {
        if (amountMinor != 0)
            sheet.row(entry.id, account, amountMinor, entry.deal.shop().currency());
    }

    /** A capture, or with a refund its giving back. */
    private record Entry(UUID id, Deal deal, @Nullable UUID refund) {}

    private static String digits(UUID id) {
        return id.toString().replace("-", "");
    }
}
