package dev.fairground.testing;

import dev.fairground.platform.practices.Shows;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A sound row of a table: {@code aRow("outbox.delivery").with("key", "order-1").in(rows)}. Shops, listings, orders and payments, which
 * are more than a row, have words of their own in {@link ListingFixture} and its like, and so do members in {@link MemberFixture}.
 *
 * <p>Values are JSON; PostgreSQL reads each as the column's type. In the defaults {@code @id} is a new id, {@code @word} a word that
 * nobody else has, {@code @now} and {@code @later} are {@link SettableClock#START} and an hour after, and {@code @member} and its like
 * are made first.
 */
@Shows("test-factories")
public final class RowFixture {

    private static final JsonMapper JSON = new JsonMapper();

    private static final Map<String, String> SOUND = Map.ofEntries(
            Map.entry("access.api_token", """
                    {"id": "@id", "member": "@member", "name": "test", "hash": "\\\\x@hash", "scopes": ["profile:read"],
                     "issued_at": "@now", "expires_at": "@later"}"""),
            Map.entry("access.capability_grant", """
                    {"member": "@member", "capability": "staff:refund", "granted_by": "@colleague", "granted_at": "@now",
                     "expires_at": "@later"}"""),
            Map.entry("audit.entry", """
                    {"id": "@id", "at": "@now", "actor": "system", "action": "thing.done", "target": "thing/1", "before": {}, "after": {}}"""),
            Map.entry("catalog.attribute", """
                    {"category_id": "@category", "key": "colour", "name": "Colour", "kind": "CHOICE", "choices": ["red", "green"],
                     "required": false, "position": 0}"""),
            Map.entry("catalog.category", """
                    {"id": "@id", "slug": "@word", "name": "Things", "position": 0}"""),
            Map.entry("flags.setting", """
                    {"key": "@word", "is_on": true, "changed_by": "system", "changed_at": "@now"}"""),
            Map.entry("idempotency.answer", """
                    {"principal": "system", "method": "POST", "route": "/api/{version}/things", "key": "@word", "fingerprint": "\\\\x@hash",
                     "status": 201, "headers": {}, "body": "\\\\x", "at": "@now"}"""),
            Map.entry("identity.address_change", """
                    {"id": "@id", "member": "@member", "email": "@word@fairground.test", "asked_at": "@now"}"""),
            Map.entry("effects.compensation", """
                    {"id": "@id", "release": "test", "why": "a test", "planned_by": "system", "planned_at": "@now"}"""),
            Map.entry("effects.compensation_item", """
                    {"compensation_id": "@compensation", "effect_id": "@effect", "state": "PLANNED"}"""),
            Map.entry("effects.effect", """
                    {"id": "@id", "kind": "MAIL", "key": "@word", "target": "member/@id", "actor": "system", "release": "test",
                     "state": "INTENDED", "intended_at": "@now"}"""),
            Map.entry("identity.handle_on_hold", """
                    {"member": "@member", "handle": "@word", "held_since": "@now"}"""),
            Map.entry("identity.member", """
                    {"id": "@id", "version": 0, "handle": "@word", "display_name": "Somebody", "email": "@word@fairground.test",
                     "signed_up_at": "@now", "confirmed_at": "@now"}"""),
            Map.entry("identity.password", """
                    {"member": "@stranger", "version": 0, "hash": "$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA", "changed_at": "@now"}"""),
            Map.entry("identity.second_factor", """
                    {"member": "@stranger", "secret": "\\\\x5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a", "enrolled_at": "@now",
                     "confirmed_at": "@now", "last_used_step": 0}"""),
            Map.entry("identity.suspension", """
                    {"member": "@member", "suspended_by": "@colleague", "suspended_at": "@now", "reason": "A fixture says so"}"""),
            Map.entry("integrations.attempt", """
                    {"id": "@id", "message_id": "@message", "at": "@now", "took_millis": 12, "status": 204, "answer": ""}"""),
            Map.entry("integrations.endpoint", """
                    {"id": "@id", "shop_id": "@shop", "address": "https://@word.fairground.test/hooks", "kinds": ["order.paid"],
                     "created_by": "@member", "created_at": "@now"}"""),
            Map.entry("integrations.message", """
                    {"id": "@id", "endpoint_id": "@endpoint", "kind": "order.paid", "body": "{}", "created_at": "@now",
                     "state": "WAITING", "tries": 0}"""),
            Map.entry("integrations.signing_secret", """
                    {"id": "@id", "endpoint_id": "@endpoint", "secret": "\\\\x@hash", "made_at": "@now"}"""),
            Map.entry("jobs.beat", """
                    {"name": "@word", "at": "@now", "next_by": "@later", "note": "Done."}"""),
            Map.entry("jobs.pause", """
                    {"job": "@word", "at": "@now", "by": "system", "why": "a test"}"""),
            Map.entry("jobs.run", """
                    {"id": "@id", "job": "test", "trigger": "person", "actor": "system", "instance": "test", "state": "succeeded",
                     "started_at": "@now", "ended_at": "@later", "items_ok": 1, "items_bad": 0}"""),
            Map.entry("jobs.scheduled_task", """
                    {"task_name": "@word", "task_instance": "recurring", "execution_time": "@now", "picked": false, "version": 1}"""),
            Map.entry("jobs.scheduler", """
                    {"name": "@word", "release": "test", "polled_at": "@now"}"""),
            Map.entry("jobs.set_aside", """
                    {"job": "test", "item": "@word", "error": "It does not fit.", "since": "@now", "last_at": "@now", "times": 1}"""),
            Map.entry("jobs.turn", """
                    {"job": "@word", "token": "@id", "lease_until": "@later"}"""),
            Map.entry("jobs.wish", """
                    {"job": "@word", "at": "@now", "by": "system"}"""),
            Map.entry("listings.favourite", """
                    {"id": "@id", "member_id": "@member", "listing_id": "@listing"}"""),
            Map.entry("listings.picture", """
                    {"id": "@id", "listing_id": "@listing", "position": 0, "content_hash": "@hash", "object_key": "pictures/@word.png",
                     "card_key": "pictures/@word-card.png", "width": 800, "height": 600}"""),
            Map.entry("notifications.delivery", """
                    {"id": "@id", "member_id": "@member", "channel": "MAIL", "address": "@word@fairground.test", "reference": "@word",
                     "subject": "Paid", "state": "QUEUED", "queued_at": "@now"}"""),
            Map.entry("notifications.device", """
                    {"id": "@id", "member_id": "@member", "platform": "WEB", "token": "@word", "registered_at": "@now"}"""),
            Map.entry("notifications.preference", """
                    {"member_id": "@member", "mail": true, "push": true, "digest": false, "changed_at": "@now"}"""),
            Map.entry("notifications.receipt", """
                    {"id": "@id", "source": "MAIL", "event_ref": "@word", "kind": "mail.delivered", "object_ref": "@word", "body": "{}",
                     "state": "RECEIVED", "received_at": "@now"}"""),
            Map.entry("notifications.suppression", """
                    {"address": "@word@fairground.test", "member_id": "@member", "cause": "HARD_BOUNCE", "detail": "No such mailbox",
                     "since": "@now"}"""),
            Map.entry("notifications.tracer", """
                    {"id": "@id", "member_id": "@member", "channels": ["MAIL"], "sent_at": "@now"}"""),
            Map.entry("notifications.notification", """
                    {"id": "@id", "member_id": "@member", "kind": "order-paid", "about": "order/@id", "occasion": "@word",
                     "title": "Paid", "body": "Your order is paid.", "created_at": "@now"}"""),
            Map.entry("orders.basket", """
                    {"member_id": "@member", "changed_at": "@now"}"""),
            Map.entry("orders.basket_line", """
                    {"member_id": "@basket", "position": 0, "listing_id": "@listing", "title": "Windsor chair", "price_minor": 1999,
                     "currency": "EUR", "quantity": 1}"""),
            Map.entry("orders.goods_return", """
                    {"id": "@id", "order_id": "@order", "reason": "Too low.", "asked_at": "@now", "complain_until": "@later"}"""),
            Map.entry("orders.goods_return_line", """
                    {"return_id": "@return", "order_id": "@order", "position": 0, "quantity": 1}"""),
            Map.entry("orders.refund", """
                    {"id": "@id", "order_id": "@order", "amount_minor": 5, "reason": "Late.", "requested_at": "@now"}"""),
            Map.entry("orders.refund_line", """
                    {"refund_id": "@refund", "order_id": "@order", "position": 0, "quantity": 1}"""),
            Map.entry("outbox.delivery", """
                    {"id": "@id", "event_id": "@id", "listener": "tests.nobody", "event": {}, "occurred_at": "@now", "state": "pending",
                     "attempts": 0, "token": 0, "actor": "system", "release": "test"}"""),
            Map.entry("outbox.pause", """
                    {"listener": "@word", "at": "@now", "by": "system", "why": "a test"}"""),
            Map.entry("payments.dispute", """
                    {"id": "@id", "intent_id": "@intent", "provider": "stripe", "provider_ref": "dp_@word", "amount_minor": 1999,
                     "currency": "EUR", "reason": "fraudulent", "status": "NEEDS_RESPONSE", "recorded_at": "@now", "changed_at": "@later"}"""),
            Map.entry("payments.payout", """
                    {"id": "@id", "payee_id": "@payee", "amount_minor": 2500, "currency": "EUR", "destination": "ba_test", "state": "RECORDED",
                     "provider": "stripe", "recorded_at": "@now"}"""),
            Map.entry("payments.payout_account", """
                    {"payee_id": "@id", "destination": "ba_test", "named_at": "@now"}"""),
            Map.entry("payments.statement_day", """
                    {"day": "@day", "read_at": "@now"}"""),
            Map.entry("payments.statement_difference", """
                    {"id": "@id", "kind": "MISSING_HERE", "entry_kind": "CAPTURE", "object_ref": "pi_@word", "theirs_minor": 2500,
                     "currency": "EUR", "found_at": "@now"}"""),
            Map.entry("payments.statement_line", """
                    {"line_ref": "txn_@word", "day": "@statement", "kind": "CAPTURE", "object_ref": "pi_@word", "amount_minor": 2500,
                     "currency": "EUR"}"""),
            Map.entry("payments.webhook_event", """
                    {"id": "@id", "provider": "stripe", "provider_event_id": "@word", "kind": "payment_intent.succeeded", "object_ref": "",
                     "body": "{}", "state": "RECEIVED", "received_at": "@now"}"""),
            Map.entry("ratelimit.bucket", """
                    {"id": "test:@word_abcdefghij_abcdef"}"""),
            Map.entry("shops.invitation", """
                    {"id": "@id", "shop_id": "@shop", "member_id": "@member", "role": "PACKER", "invited_by": "@colleague",
                     "invited_at": "@now", "expires_at": "@later"}"""),
            Map.entry("shops.plan_fee", """
                    {"id": "@id", "shop_id": "@shop", "payer_id": "@member", "method": "pm_card_visa", "amount_minor": 2900,
                     "currency": "EUR", "asked_at": "@now"}"""),
            Map.entry("shops.subscription", """
                    {"shop_id": "@shop", "payer_id": "@member", "method": "pm_card_visa", "since": "@now", "paid_until": "@later",
                     "ends": false, "next_step_at": "@later"}"""),
            Map.entry("web.session", """
                    {"primary_id": "@id", "session_id": "@session-id", "creation_time": 0, "last_access_time": 0, "max_inactive_interval": 1800,
                     "expiry_time": 1800000}"""),
            Map.entry("web.session_attributes", """
                    {"session_primary_id": "@session", "attribute_name": "@word", "attribute_bytes": "\\\\x"}"""));

    private static final Map<String, Function<Rows, Object>> MADE_FIRST = Map.ofEntries(
            Map.entry("@member", RowFixture::member),
            Map.entry("@colleague", RowFixture::member),
            Map.entry("@stranger", rows -> aRow("identity.member").in(rows)),
            Map.entry("@category", rows -> aRow("catalog.category").in(rows)),
            Map.entry("@shop", RowFixture::shop),
            Map.entry("@listing", rows -> ListingFixture.aListingOf(shop(rows)).in(rows)),
            Map.entry("@basket", rows -> aRow("orders.basket").in(rows)),
            Map.entry("@order", RowFixture::order),
            Map.entry("@refund", rows -> aRow("orders.refund").in(rows)),
            Map.entry("@return", rows -> aRow("orders.goods_return").in(rows)),
            Map.entry("@intent", RowFixture::capturedIntent),
            Map.entry("@day", RowFixture::day),
            Map.entry("@statement", rows -> aRow("payments.statement_day").in(rows)),
            Map.entry("@payee", rows -> aRow("payments.payout_account").in(rows)),
            Map.entry("@compensation", rows -> aRow("effects.compensation").in(rows)),
            Map.entry("@effect", rows -> aRow("effects.effect").in(rows)),
            Map.entry("@endpoint", rows -> aRow("integrations.endpoint").in(rows)),
            Map.entry("@device", rows -> aRow("notifications.device").in(rows)),
            Map.entry("@message", rows -> aRow("integrations.message").in(rows)),
            Map.entry("@session", rows -> aRow("web.session").in(rows)),
            Map.entry("@session-id", rows -> rows.id(SettableClock.START)));

    private final String table;
    private final Map<String, @Nullable Object> changes = new LinkedHashMap<>();
    private final ObjectNode sound;

    private RowFixture(String table) {
        this.table = table;
        this.sound = (ObjectNode) JSON.readTree(Objects.requireNonNull(SOUND.get(table)));
    }

    /** {@code table} with its schema, one of {@link #tables()}. */
    public static RowFixture aRow(String table) {
        Objects.requireNonNull(SOUND.get(table), () -> "There is no sound row for " + table);
        return new RowFixture(table);
    }

    /** In one order, since some constraints are met or not by which of two rows came first. */
    public static SortedSet<String> tables() {
        return new TreeSet<>(SOUND.keySet());
    }

    /** Another value than the default, as JSON would say it. */
    public RowFixture with(String column, @Nullable Object value) {
        changes.put(column, value);
        return this;
    }

    /** In this state, with whatever else the table wants of a row that is in it: {@code being("state", "dead")}. */
    public RowFixture being(String column, String word) {
        var companions = RowStates.of(table, word);
        if (companions.isPresent()) {
            sound.setAll((ObjectNode) JSON.readTree(companions.get()));
        } else {
            sound.put(column, word);
        }
        return this;
    }

    /** Returns what the first column of the table's row in {@link #SOUND} got, most often its id. */
    public Object in(Rows rows) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        sound.properties()
                .forEach(column -> values.put(
                        column.getKey(),
                        changes.containsKey(column.getKey())
                                ? changes.get(column.getKey())
                                : column.getValue().isString()
                                        ? filled(column.getValue().asString(), rows)
                                        : column.getValue()));
        values.putAll(changes);
        String columns = values.keySet().stream().collect(Collectors.joining(", "));
        rows.sql("insert into %1$s (%2$s) select %2$s from jsonb_populate_record(null::%1$s, cast(:row as jsonb))"
                        .formatted(table, columns))
                .param("row", JSON.writeValueAsString(values))
                .update();
        return Objects.requireNonNull(values.values().iterator().next());
    }

    private static Object filled(String value, Rows rows) {
        var first = MADE_FIRST.get(value);
        return first != null
                ? first.apply(rows)
                : value.replace("@id", rows.id(SettableClock.START).toString())
                        .replace("@word", "w" + hex(rows).substring(0, 24))
                        .replace("@hash", hex(rows) + hex(rows))
                        .replace("@now", SettableClock.START.toString())
                        .replace(
                                "@later",
                                SettableClock.START.plus(Duration.ofHours(1)).toString());
    }

    private static String hex(Rows rows) {
        return new StringBuilder(rows.id(SettableClock.START).toString().replace("-", ""))
                .reverse()
                .toString();
    }

    private static UUID member(Rows rows) {
        return MemberFixture.aMember().in(rows).id().value();
    }

    private static UUID shop(Rows rows) {
        return ShopFixture.aShopOf(member(rows)).in(rows);
    }

    /** One that no other row has. */
    private static Object day(Rows rows) {
        return rows.sql("select coalesce(max(day), '2026-11-01') + 1 from payments.statement_day")
                .query(LocalDate.class)
                .single()
                .toString();
    }

    private static UUID order(Rows rows) {
        UUID shop = shop(rows);
        return OrderFixture.anOrder(member(rows), shop)
                .of(ListingFixture.aListingOf(shop).in(rows))
                .completedIn(rows);
    }

    private static UUID capturedIntent(Rows rows) {
        UUID order = order(rows);
        return rows.sql("select id from payments.intent where reference = :order")
                .param("order", order)
                .query(UUID.class)
                .single();
    }
}
