package dev.fairground.operations;

import static dev.fairground.testing.AnswerAssert.assertThat;
import static dev.fairground.testing.MemberFixture.aMember;
import static dev.fairground.testing.RowFixture.aRow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.access.Cast;
import dev.fairground.identity.Member;
import dev.fairground.identity.PasswordChanged;
import dev.fairground.money.Money;
import dev.fairground.payments.Payments;
import dev.fairground.platform.effects.EffectKind;
import dev.fairground.platform.outbox.Outbox;
import dev.fairground.testing.Api;
import dev.fairground.testing.Chance;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.Outside;
import dev.fairground.testing.Proves;
import dev.fairground.testing.Rows;
import dev.fairground.testing.SettableClock;
import dev.fairground.testing.SimulatedProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;

/** A release that charges and mails everybody a second time, and what it takes to undo exactly that. */
@FairgroundTest
class UndoReleaseHttpTest {

    /**
     * {@code -Dmembers=1000} for the drill at its full size. By hand one thread delivers all, and each of a member's four effects takes it as
     * long as an outside takes to answer; so these are as many as make a run take more than one bite of a hundred.
     */
    private static final int MEMBERS = Integer.getInteger("members", 51);

    /** Those who had something rightly as well. */
    private static final int BEFORE = 3;

    private static final String PLANS = "/api/v2/compensations";
    private static final long PRICE = 2500;

    @LocalServerPort
    int port;

    @Autowired
    Cast cast;

    @Autowired
    Payments payments;

    @Autowired
    TransactionOperations transaction;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    Outbox outbox;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    SettableClock clock;

    private final UUID payee = Chance.id();
    private String good = "";
    private String bad = "";
    private Api planner = Api.at(0);
    private Api second = Api.at(0);

    @BeforeEach
    void twoOperators() {
        SimulatedProvider.reset();
        clock.set(SettableClock.START);
        jdbc.sql("delete from outbox.delivery").update();
        good = Chance.name("good");
        bad = Chance.name("bad");
        planner = cast.program(Api.at(port), cast.staff("planner", "staff:operate"));
        second = cast.program(Api.at(port), cast.staff("second", "staff:operate"));
    }

    @AfterEach
    void noonAgain() {
        clock.set(SettableClock.START);
    }

    @Test
    @Proves({"fx-compensation", "fx-tracked-ids"})
    void exactly_the_duplicates_of_a_bad_release_are_undone_once_though_the_run_is_killed_on_its_way() {
        var members = members(MEMBERS);
        var before = members.subList(0, BEFORE);
        var wanted = released(good, before);
        clock.advance(Duration.ofMinutes(1));
        var twice = released(bad, members);
        assertThat(count(good)).isEqualTo(2L * BEFORE);
        assertThat(count(bad)).isEqualTo(2L * MEMBERS);

        var plan = plan(planner, null);
        assertThat(second.put(of(plan) + "/approval", Map.of())).hasStatus(200);
        assertThat(outbox.deliverDue().delivered())
                .as("nothing before it is begun")
                .isZero();
        assertThat(planner.put(of(plan) + "/run", Map.of())).hasStatus(200);
        killed("listener = 'effects.compensate' and state = 'pending'");
        outbox.deliverDue();
        killed("listener in ('payments.refund', 'notifications.mail-apology') and state = 'done'"
                + " and id in (select id from outbox.delivery tablesample bernoulli (50))");
        killed("listener = 'effects.undo' and state = 'done'");
        outbox.deliverDue();

        assertThat(sentBack(twice)).isEqualTo(MEMBERS * PRICE);
        assertThat(sentBack(wanted)).isZero();
        var letters = letters();
        assertThat(members.stream().map(member -> letters.get(member.email())))
                .allSatisfy(all -> assertThat(all).containsOnlyOnce("A mail from us was a mistake"));
        assertThat(before.stream().map(member -> letters.get(member.email())))
                .allSatisfy(all -> assertThat(all).hasSize(3));
        assertThat(sums(plan)).containsExactlyInAnyOrderEntriesOf(Map.of("CHARGE DONE", MEMBERS, "MAIL DONE", MEMBERS));
        assertThat(states(bad)).containsExactly("UNDONE");
        assertThat(states(good)).containsExactly("DONE");

        var refunds = refunds();
        assertThat(planner.put(of(plan) + "/run", Map.of())).hasStatus(200);
        outbox.deliverDue();
        assertThat(refunds()).isEqualTo(refunds).isEqualTo(MEMBERS);
        assertThat(planner.post(PLANS, wish(null))).refused(409, "nothing-to-undo");
    }

    @ParameterizedTest
    @EnumSource
    void each_kind_can_be_planned_for_by_itself(EffectKind kind) {
        effect(kind.name(), "DONE");

        assertThat(sums(plan(planner, kind.name()))).hasSize(1);
    }

    @Test
    void nobody_undoes_anything_alone() {
        released(bad, members(1));
        var plan = plan(planner, "CHARGE");

        assertThat(planner.put(of(plan) + "/run", Map.of())).refused(409, "compensation-not-approved");
        assertThat(planner.put(of(plan) + "/approval", Map.of())).refused(403, "needs-a-second-person");
        assertThat(second.put(of(plan) + "/approval", Map.of()).at("/plan/approvedBy"))
                .startsWith("member/");
        assertThat(second.put(of(plan) + "/approval", Map.of())).hasStatus(200);
        assertThat(audited(plan)).isEqualTo("compensation.planned, compensation.approved");

        assertThat(second.put(of(plan) + "/run", Map.of())).hasStatus(200);
        outbox.deliverDue();
        assertThat(audited(plan)).isEqualTo("compensation.planned, compensation.approved, compensation.begun");
        assertThat(sums(plan)).isEqualTo(Map.of("CHARGE DONE", 1));
        assertThat(jdbc.sql("""
                select string_agg(distinct action, ', ')
                  from audit.entry
                 where target in (select 'effect/' || effect_id from effects.compensation_item where compensation_id = :plan::uuid)
                """).param("plan", plan).query(String.class).single())
                .isEqualTo("effect.compensated");
    }

    @Test
    void a_plan_says_what_cannot_be_undone_and_leaves_it() {
        effect("PAYOUT", "DONE");
        effect("WEBHOOK", "DONE");
        effect("CHARGE", "UNKNOWN");
        effect("CHARGE", "REFUSED");
        effect("REFUND", "DONE");

        var plan = plan(planner, null);
        assertThat(sums(plan))
                .isEqualTo(Map.of(
                        "PAYOUT IMPOSSIBLE",
                        1,
                        "WEBHOOK IMPOSSIBLE",
                        1,
                        "CHARGE IMPOSSIBLE",
                        1,
                        "REFUND IMPOSSIBLE",
                        1));
        assertThat(planner.get(of(plan)).text()).contains("payee's bank", "not known yet");
        var items = planner.get(of(plan) + "/items?limit=3&total=exact");
        assertThat(items.json().path("items")).hasSize(3);
        assertThat(items.at("/total/count")).isEqualTo("4");

        second.put(of(plan) + "/approval", Map.of());
        second.put(of(plan) + "/run", Map.of());
        assertThat(outbox.deliverDue().failed()).isZero();
        assertThat(sums(plan)).containsEntry("PAYOUT IMPOSSIBLE", 1);
    }

    @Test
    void of_two_plans_for_one_effect_one_undoes_it_and_the_other_says_so() {
        released(bad, members(1));
        var one = plan(planner, "CHARGE");
        var other = plan(second, null);
        assertThat(planner.get(PLANS + "?limit=100").json().path("items").findValuesAsString("id"))
                .containsSubsequence(other, one);
        second.put(of(one) + "/approval", Map.of());
        planner.put(of(other) + "/approval", Map.of());

        planner.put(of(one) + "/run", Map.of());
        outbox.deliverDue();
        planner.put(of(other) + "/run", Map.of());
        outbox.deliverDue();

        assertThat(sums(one)).isEqualTo(Map.of("CHARGE DONE", 1));
        assertThat(sums(other)).isEqualTo(Map.of("CHARGE SKIPPED", 1, "MAIL DONE", 1));
        assertThat(refunds()).isEqualTo(1);
    }

    @Test
    void what_support_gave_back_meanwhile_is_not_given_back_again() {
        var paid = released(bad, members(1)).getFirst();
        var plan = plan(planner, "CHARGE");
        second.put(of(plan) + "/approval", Map.of());
        transaction.executeWithoutResult(_ -> payments.refund(paid, Money.of(PRICE, "EUR"), "Asked for by the payer"));
        outbox.deliverDue();

        planner.put(of(plan) + "/run", Map.of());
        outbox.deliverDue();

        assertThat(sums(plan)).isEqualTo(Map.of("CHARGE SKIPPED", 1));
        assertThat(sentBack(List.of(paid))).isEqualTo(PRICE);
    }

    @Test
    void who_had_several_wrong_mails_is_asked_for_pardon_once() {
        var member = members(1).getFirst();
        for (int minute = 0; minute < 3; minute++) {
            clock.advance(Duration.ofMinutes(1));
            mailed(bad, List.of(member));
        }
        var plan = plan(planner, "MAIL");
        second.put(of(plan) + "/approval", Map.of());
        second.put(of(plan) + "/run", Map.of());
        outbox.deliverDue();

        assertThat(letters().get(member.email()))
                .filteredOn("A mail from us was a mistake"::equals)
                .hasSize(1);
        assertThat(states(bad)).containsExactly("UNDONE");
    }

    @Test
    void who_is_not_written_to_any_more_gets_no_apology_and_the_plan_says_so() {
        var member = members(1).getFirst();
        mailed(bad, List.of(member));
        aRow("notifications.suppression")
                .with("address", member.email())
                .with("member_id", member.id().value())
                .in(Rows.in(jdbc));
        var plan = plan(planner, "MAIL");
        second.put(of(plan) + "/approval", Map.of());
        second.put(of(plan) + "/run", Map.of());
        outbox.deliverDue();

        assertThat(sums(plan)).isEqualTo(Map.of("MAIL SKIPPED", 1));
        assertThat(states(bad)).containsExactly("DONE");
        assertThat(letters().get(member.email())).containsExactly("Your password is changed");
    }

    /** What a bad release left waiting is its doing, whoever carries it out. */
    @Test
    void what_follows_from_an_event_belongs_to_the_release_that_published_it() {
        released(bad, members(1));

        assertThat(jdbc.sql("select count(*) from outbox.delivery where release <> :bad")
                        .param("bad", bad)
                        .query(Long.class)
                        .single())
                .isZero();
        var line = planner.get(effects(bad) + "?kind=CHARGE");
        assertThat(line.at("/items/0/listener")).isEqualTo("payments.charge");
        assertThat(line.at("/items/0/state")).isEqualTo("DONE");
    }

    @Test
    void only_operators_see_or_undo_anything() {
        effect("PAYOUT", "DONE");
        var plan = plan(planner, null);
        for (var other : new Api[] {
            cast.program(Api.at(port), cast.member("stranger")),
            cast.program(Api.at(port), cast.staff("support", "staff:support-read", "staff:refund"))
        }) {
            assertThat(other.get(effects(bad))).hasStatus(403);
            assertThat(other.get(of(plan))).hasStatus(403);
            assertThat(other.put(of(plan) + "/approval", Map.of())).hasStatus(403);
            assertThat(other.post(PLANS, wish(null))).hasStatus(403);
        }
        assertThat(planner.get(of(Chance.id().toString()))).refused(404, "no-such-compensation");
        assertThat(planner.get(effects(bad) + "?kind=SMOKE")).refused(400, "invalid-request");
    }

    private List<Member> members(int many) {
        var members = new ArrayList<Member>();
        for (int i = 0; i < many; i++) {
            members.add(aMember().named("buyer").in(jdbc));
        }
        return members;
    }

    /** Charges and mails each of them once, as if {@code release} had decided so; returns what was paid for. */
    private List<UUID> released(String release, List<Member> members) {
        var references = members.stream().map(_ -> Chance.id()).toList();
        transaction.executeWithoutResult(_ -> {
            for (int i = 0; i < members.size(); i++) {
                payments.request(new Payments.Request(
                        references.get(i),
                        members.get(i).id(),
                        payee,
                        Money.of(PRICE, "EUR"),
                        Money.of(0, "EUR"),
                        "pm_card_visa"));
            }
        });
        mailed(release, members);
        return references;
    }

    private void mailed(String release, List<Member> members) {
        transaction.executeWithoutResult(
                _ -> members.forEach(member -> events.publishEvent(new PasswordChanged(member.id(), clock.instant()))));
        jdbc.sql("update outbox.delivery set release = :release where state = 'pending'")
                .param("release", release)
                .update();
        outbox.deliverDue();
    }

    /** What a process leaves that dies after it has done something and before it has written so: a lease that runs out. */
    private void killed(String deliveries) {
        assertThat(jdbc.sql("""
                update outbox.delivery
                   set state = 'in_progress', owner = 'killed', lease_until = clock_timestamp() - interval '1 second', finished_at = null
                 where %s
                """.formatted(deliveries)).update()).isPositive();
    }

    private void effect(String kind, String state) {
        var done = state.equals("DONE") ? SettableClock.START.toString() : null;
        aRow("effects.effect")
                .with("kind", kind)
                .with("state", state)
                .with("done_at", done)
                .with("release", bad)
                .in(Rows.in(jdbc));
    }

    private String plan(Api operator, @Nullable String kind) {
        var answer = operator.post(PLANS, wish(kind));
        assertThat(answer).hasStatus(201);
        return answer.at("/plan/id");
    }

    private Map<String, String> wish(@Nullable String kind) {
        var wish = new HashMap<>(Map.of("release", bad, "why", "Everybody was charged twice."));
        if (kind != null) wish.put("kind", kind);
        return wish;
    }

    private Map<String, Integer> sums(String plan) {
        var sums = new HashMap<String, Integer>();
        for (JsonNode sum : planner.get(of(plan)).json().path("sums")) {
            sums.merge(
                    sum.path("kind").asString() + " " + sum.path("state").asString(),
                    sum.path("items").asInt(),
                    Integer::sum);
        }
        return sums;
    }

    private long count(String release) {
        return Long.parseLong(planner.get(effects(release) + "?total=exact").at("/total/count"));
    }

    private List<String> states(String release) {
        return jdbc.sql("select distinct state from effects.effect where release = :release")
                .param("release", release)
                .query((row, _) -> String.valueOf(row.getString(1)))
                .list();
    }

    private static long sentBack(List<UUID> references) {
        return references.stream()
                .mapToLong(reference -> SimulatedProvider.charges(reference)
                        .path("amountRefunded")
                        .asLong())
                .sum();
    }

    private long refunds() {
        return jdbc.sql("""
                select count(*)
                  from payments.refund
                  join payments.intent on intent.id = intent_id
                 where payee_id = :payee
                """).param("payee", payee).query(Long.class).single();
    }

    /** The subjects that each address has got. A mailbox knows the second copy of a letter by its Message-ID. */
    private static Map<String, List<String>> letters() {
        return Api.at(Outside.MAIL.uri())
                .get("/api/v1/messages?limit=10000")
                .json()
                .path("messages")
                .valueStream()
                .collect(Collectors.toMap(mail -> mail.path("MessageID").asString(), mail -> mail, (one, _) -> one))
                .values()
                .stream()
                .collect(Collectors.groupingBy(
                        mail -> mail.at("/To/0/Address").asString(),
                        Collectors.mapping(mail -> mail.path("Subject").asString(), Collectors.toList())));
    }

    private String audited(String plan) {
        return jdbc.sql("select string_agg(action, ', ' order by id) from audit.entry where target = :target")
                .param("target", "compensation/" + plan)
                .query(String.class)
                .single();
    }

    private static String effects(String release) {
        return "/api/v2/releases/" + release + "/effects";
    }

    private static String of(String plan) {
        return PLANS + "/" + plan;
    }
}
