package dev.fairground.testing;

import java.util.Map;
import java.util.Optional;

/** What a row of {@link RowFixture} needs beside the word for its state. A state that is not here needs nothing. */
final class RowStates {

    private static final Map<String, String> COMPANIONS = Map.ofEntries(
            Map.entry("catalog.attribute NUMBER", """
                    {"kind": "NUMBER", "choices": null, "unit": "cm"}"""),
            Map.entry("catalog.attribute YES_NO", """
                    {"kind": "YES_NO", "choices": null}"""),
            Map.entry("effects.compensation_item IMPOSSIBLE", """
                    {"state": "IMPOSSIBLE", "obstacle": "It is final."}"""),
            Map.entry("effects.compensation_item DONE", """
                    {"state": "DONE", "ended_at": "@later"}"""),
            Map.entry("effects.compensation_item SKIPPED", """
                    {"state": "SKIPPED", "obstacle": "It is undone already.", "ended_at": "@later"}"""),
            Map.entry("effects.effect DONE", """
                    {"state": "DONE", "done_at": "@later"}"""),
            Map.entry("effects.effect UNDONE", """
                    {"state": "UNDONE", "done_at": "@later", "undone_at": "@later"}"""),
            Map.entry("integrations.endpoint TEAM", """
                    {"disabled_at": "@later", "disabled_why": "TEAM"}"""),
            Map.entry("integrations.endpoint GONE", """
                    {"disabled_at": "@later", "disabled_why": "GONE"}"""),
            Map.entry("integrations.endpoint FAILING", """
                    {"failing_since": "@now", "disabled_at": "@later", "disabled_why": "FAILING"}"""),
            Map.entry("jobs.run running", """
                    {"state": "running", "ended_at": null}"""),
            Map.entry("jobs.run failed", """
                    {"state": "failed", "error": "It does not fit."}"""),
            Map.entry("notifications.delivery PUSH", """
                    {"channel": "PUSH", "address": null, "device_id": "@device"}"""),
            Map.entry("notifications.delivery ACCEPTED", """
                    {"state": "ACCEPTED", "accepted_at": "@now"}"""),
            Map.entry("notifications.delivery DELIVERED", """
                    {"state": "DELIVERED", "accepted_at": "@now", "delivered_at": "@later"}"""),
            Map.entry("notifications.delivery OPENED", """
                    {"state": "OPENED", "accepted_at": "@now", "delivered_at": "@later", "opened_at": "@later"}"""),
            Map.entry("notifications.delivery FAILED", """
                    {"state": "FAILED", "failed_at": "@later", "failure": "REFUSED", "reason": "Not today"}"""),
            Map.entry("notifications.delivery SUPPRESSED", """
                    {"state": "FAILED", "failed_at": "@later", "failure": "SUPPRESSED", "reason": "Not today"}"""),
            Map.entry("notifications.delivery REFUSED", """
                    {"state": "FAILED", "failed_at": "@later", "failure": "REFUSED", "reason": "Not today"}"""),
            Map.entry("notifications.delivery HARD_BOUNCE", """
                    {"state": "FAILED", "failed_at": "@later", "failure": "HARD_BOUNCE", "reason": "Not today"}"""),
            Map.entry("notifications.delivery SOFT_BOUNCE", """
                    {"state": "FAILED", "failed_at": "@later", "failure": "SOFT_BOUNCE", "reason": "Not today"}"""),
            Map.entry("notifications.delivery UNREGISTERED", """
                    {"state": "FAILED", "failed_at": "@later", "failure": "UNREGISTERED", "reason": "Not today"}"""),
            Map.entry("notifications.delivery UNDELIVERABLE", """
                    {"state": "FAILED", "failed_at": "@later", "failure": "UNDELIVERABLE", "reason": "Not today"}"""),
            Map.entry("notifications.device MEMBER", """
                    {"retired_at": "@later", "retired_why": "MEMBER"}"""),
            Map.entry("notifications.device UNREGISTERED", """
                    {"retired_at": "@later", "retired_why": "UNREGISTERED"}"""),
            Map.entry("orders.goods_return ASKED", "{}"),
            Map.entry("orders.goods_return ACCEPTED", """
                    {"accepted_at": "@later"}"""),
            Map.entry("orders.goods_return REFUSED", """
                    {"refused_at": "@later", "refusal": "It was worn."}"""),
            Map.entry("orders.goods_return RECEIVED", """
                    {"accepted_at": "@later", "received_at": "@later", "refund_id": "@refund"}"""),
            Map.entry("orders.goods_return LAPSED", """
                    {"accepted_at": "@later", "lapsed_at": "@later"}"""),
            Map.entry("outbox.delivery blocked", """
                    {"state": "blocked", "key": "@word"}"""),
            Map.entry("outbox.delivery in_progress", """
                    {"state": "in_progress", "owner": "test", "lease_until": "@later"}"""),
            Map.entry("outbox.delivery retry", """
                    {"state": "retry", "next_at": "@later"}"""),
            Map.entry("outbox.delivery done", """
                    {"state": "done", "finished_at": "@later"}"""),
            Map.entry("outbox.delivery dead", """
                    {"state": "dead", "finished_at": "@later", "error": "It does not fit."}"""),
            Map.entry("outbox.delivery discarded", """
                    {"state": "discarded", "finished_at": "@later"}"""),
            Map.entry("payments.payout IN_TRANSIT", """
                    {"state": "IN_TRANSIT", "provider_ref": "po_@word", "sent_at": "@now", "accepted_at": "@later"}"""),
            Map.entry("payments.payout PAID", """
                    {"state": "PAID", "provider_ref": "po_@word", "sent_at": "@now", "accepted_at": "@later", "paid_at": "@later"}"""),
            Map.entry("payments.payout FAILED", """
                    {"state": "FAILED", "failed_at": "@later", "failure": "account-closed"}"""),
            Map.entry("payments.statement_difference MISSING_THERE", """
                    {"kind": "MISSING_THERE", "ours_minor": 2500, "theirs_minor": null}"""),
            Map.entry("payments.statement_difference AMOUNT_DIFFERS", """
                    {"kind": "AMOUNT_DIFFERS", "ours_minor": 2400}"""),
            Map.entry("payments.webhook_event PROCESSED", """
                    {"state": "PROCESSED", "processed_at": "@later"}"""),
            Map.entry("payments.webhook_event IGNORED", """
                    {"state": "IGNORED", "processed_at": "@later"}"""),
            Map.entry("shops.invitation ACCEPTED", """
                    {"answer": "ACCEPTED", "answered_at": "@later"}"""),
            Map.entry("shops.invitation DECLINED", """
                    {"answer": "DECLINED", "answered_at": "@later"}"""),
            Map.entry("shops.invitation WITHDRAWN", """
                    {"answer": "WITHDRAWN", "answered_at": "@later"}"""));

    private RowStates() {}

    static Optional<String> of(String table, String word) {
        return Optional.ofNullable(COMPANIONS.get(table + " " + word));
    }
}
