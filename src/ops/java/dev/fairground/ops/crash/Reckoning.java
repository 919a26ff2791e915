package dev.fairground.ops.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What came of it, counted where it arrived: orders and stock in the database, money at the provider, letters in the mailbox. A mailbox knows
 * a letter by its Message-ID, as mail providers do: SMTP has no way to hand one over exactly once, so the second copy of one is counted, and
 * told, but is no second letter. Two letters that say the same of the same order to the same person are.
 */
final class Reckoning {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int PAGE = 1000;

    private final Site site;
    private final JdbcClient jdbc;
    private final long piecesBefore;
    private final long cashBefore;
    private int lost;
    private int duplicated;
    private int copies;

    /** Before anything happens. */
    Reckoning(Site site) {
        this.site = site;
        this.jdbc = site.jdbc();
        jdbc.sql("create table public.order_before as select id from orders.placed_order")
                .update();
        this.piecesBefore = pieces();
        this.cashBefore = cash();
    }

    /** Whether nothing is left to be done. */
    boolean isSettled() {
        return jdbc.sql("""
                        select not exists (select from outbox.delivery where state in ('pending', 'blocked', 'in_progress', 'retry'))
                           and not exists (select from orders.placed_order
                                            where state = 'PLACED' and id not in (select id from public.order_before))
                        """).query(Boolean.class).single();
    }

    /** Prints what was found, and returns whether all of it is as it must be. */
    boolean print(Shoppers shoppers) {
        lost = 0;
        duplicated = 0;
        copies = 0;
        orders(shoppers);
        charges();
        letters();
        long dead = number("select count(*) from outbox.delivery where state = 'dead'");
        long pieces = piecesBefore - pieces();
        long ledger = number(
                "select coalesce(sum(abs(total)), 0) from (select sum(amount_minor) as total from payments.posting group by currency) each");
        System.out.printf("%d letters were handed over a second time, with the Message-ID of the first.%n", copies);
        long files = site.instances().stream().mapToLong(Node::files).sum();
        System.out.printf(
                "Given up: %d deliveries. Pieces missing from shelves and orders: %d. Files that instances kept: %d.%n",
                dead, pieces, files);
        System.out.printf("lost %d duplicated %d ledger %d%n", lost, duplicated, ledger);
        return lost == 0 && duplicated == 0 && ledger == 0 && dead == 0 && pieces == 0 && files == 0;
    }

    /** Charges an order again behind our back, and takes a letter from the mailbox: what {@link #print} must find. */
    void plant(Shoppers shoppers) {
        var paid = jdbc.sql(
                        "select reference from payments.intent where state = 'CAPTURED' and reference = any(:orders::uuid[]) limit 1")
                .param("orders", shoppers.orders().values().toArray(String[]::new))
                .query(String.class)
                .single();
        send(HttpRequest.newBuilder(site.payments().at("/v1/payment_intents"))
                .header("Authorization", "Bearer " + site.paymentsKey())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "amount=100&currency=eur&payment_method=pm_card_visa&payment_method_types[]=card&confirm=true&metadata[reference]="
                                + paid))
                .build());
        var letter = mailbox().getFirst().path("ID").asString("");
        send(HttpRequest.newBuilder(site.mail().at("/api/v1/messages"))
                .header("Content-Type", "application/json")
                .method("DELETE", HttpRequest.BodyPublishers.ofString("{\"IDs\":[\"" + letter + "\"]}"))
                .build());
    }

    /** Whether both were found, and no more. */
    boolean foundWhatWasPlanted() {
        return lost == 1 && duplicated == 101; // a charge, and its hundred cents
    }

    private void orders(Shoppers shoppers) {
        long made =
                number("select count(*) from orders.placed_order where id not in (select id from public.order_before)");
        var answered = new HashSet<>(shoppers.orders().values());
        long known = jdbc.sql("select count(*) from orders.placed_order where id = any(:answered::uuid[])")
                .param("answered", answered.toArray(String[]::new))
                .query(Long.class)
                .single();
        note(
                "orders that were answered",
                answered.size(),
                shoppers.begun() - (int) known,
                (int) made - answered.size());
    }

    private void charges() {
        var journal = get(site.payments().at("/simulator/journal"));
        int missing = 0;
        int twice = 0;
        var captured = jdbc.sql("""
                        select reference, state = 'CAPTURED', refunded_minor
                          from payments.intent
                         where reference in (select id from orders.placed_order where id not in (select id from public.order_before))
                        """)
                .query((row, _) -> Map.entry(Objects.requireNonNull(row.getString(1)), row.getBoolean(2)))
                .list();
        for (var payment : captured) {
            int times = journal.path("references").path(payment.getKey()).asInt(0);
            if (payment.getValue() && times == 0) missing++;
            if (times > (payment.getValue() ? 1 : 0)) twice++;
        }
        note("payments", captured.size(), missing, twice);
        long held = journal.path("amountCaptured").asLong()
                - journal.path("amountRefunded").asLong();
        long booked = cash() - cashBefore;
        note("minor units held by the provider", held, (int) Math.max(0, booked - held), (int)
                Math.max(0, held - booked));
    }

    private void letters() {
        Map<String, Set<String>> byWords = new HashMap<>();
        Set<String> ids = new HashSet<>();
        for (var letter : mailbox()) {
            var id = letter.path("MessageID").asString("");
            if (!ids.add(id)) copies++;
            byWords.computeIfAbsent(
                            letter.path("To") + " " + letter.path("Subject").asString("") + " " + order(letter),
                            _ -> new HashSet<>())
                    .add(id);
        }
        int twice = byWords.values().stream().mapToInt(same -> same.size() - 1).sum();
        long due =
                number("select count(*) from outbox.delivery where listener = 'notifications.mail' and state = 'done'");
        note("letters", ids.size(), (int) Math.max(0, due - ids.size()), twice);
    }

    /** What a letter is about stands in its link. */
    private static String order(JsonNode letter) {
        var words = letter.path("Snippet").asString("");
        var matcher = Pattern.compile("[0-9a-f]{8}-[0-9a-f-]{27}").matcher(words);
        return matcher.find() ? matcher.group() : letter.path("MessageID").asString("");
    }

    private List<JsonNode> mailbox() {
        var letters = new ArrayList<JsonNode>();
        for (int start = 0; ; start += PAGE) {
            var page = get(site.mail().at("/api/v1/messages?limit=" + PAGE + "&start=" + start))
                    .path("messages");
            page.forEach(letters::add);
            if (page.size() < PAGE) return letters;
        }
    }

    private void note(String what, long how, int lostOfThem, int twice) {
        System.out.printf("%,8d %-36s lost %d, twice %d%n", how, what, lostOfThem, twice);
        lost += Math.abs(lostOfThem);
        duplicated += Math.abs(twice);
    }

    private long pieces() {
        return number("""
                select (select sum(stock) from listings.listing)
                     + (select coalesce(sum(quantity - restocked), 0) from orders.order_line
                          join orders.placed_order on placed_order.id = order_id
                         where state not in ('CANCELLED', 'EXPIRED'))
                """);
    }

    private long cash() {
        return number("select coalesce(sum(amount_minor), 0) from payments.posting where account = 'provider:cash'");
    }

    private long number(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    private static JsonNode get(URI address) {
        return JSON.readTree(send(HttpRequest.newBuilder(address).build()));
    }

    private static String send(HttpRequest request) {
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) throw new IllegalStateException(request + ": " + answer.body());
            return answer.body();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
