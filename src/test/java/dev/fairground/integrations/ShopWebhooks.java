package dev.fairground.integrations;

import static dev.fairground.testing.AnswerAssert.assertThat;

import dev.fairground.access.Cast;
import dev.fairground.access.Cast.Person;
import dev.fairground.money.Money;
import dev.fairground.orders.OrderId;
import dev.fairground.orders.OrderPaid;
import dev.fairground.platform.jobs.Jobs;
import dev.fairground.platform.outbox.Outbox;
import dev.fairground.shops.ShopId;
import dev.fairground.testing.Api;
import dev.fairground.testing.Api.Answer;
import dev.fairground.testing.Chance;
import dev.fairground.testing.Rows;
import dev.fairground.testing.SettableClock;
import dev.fairground.testing.ShopFixture;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** A shop with webhooks, and what makes them move: events, the outbox, and the job that tries again. */
class ShopWebhooks {

    static final Money TOTAL = Money.of(3998, "EUR");

    private final Cast cast;
    private final JdbcClient jdbc;
    private final Flow flow;

    ShopWebhooks(ApplicationContext beans) {
        this.cast = beans.getBean(Cast.class);
        this.jdbc = beans.getBean(JdbcClient.class);
        this.flow = new Flow(
                beans,
                beans.getBean(TransactionOperations.class),
                beans.getBean(Outbox.class),
                beans.getBean(Jobs.class),
                beans.getBean(SettableClock.class));
    }

    Open open(int port) {
        flow.clock().set(SettableClock.START);
        jdbc.sql("delete from outbox.delivery").update();
        jdbc.sql("delete from integrations.endpoint").update();
        var owner = cast.member("owner");
        var shop = ShopFixture.aShopOf(owner.id().value()).in(Rows.in(jdbc));
        return new Open(owner, cast.program(Api.at(port), owner), new ShopId(shop), cast.member("buyer"), flow);
    }

    /** What moves them. */
    record Flow(
            ApplicationEventPublisher events,
            TransactionOperations transaction,
            Outbox outbox,
            Jobs jobs,
            SettableClock clock) {}

    /** The shop, its owner's program, and a buyer. */
    record Open(Person owner, Api api, ShopId shop, Person buyer, Flow flow) {

        String path() {
            return "/api/v2/shops/" + shop + "/webhook-endpoints";
        }

        String path(String endpoint) {
            return path() + "/" + endpoint;
        }

        Answer register(String address, String... kinds) {
            return keyed().post(path(), Map.of("address", address, "kinds", List.of(kinds)));
        }

        /** The id of an endpoint for paid orders. */
        String endpoint(String address) {
            var answer = register(address, "order.paid");
            assertThat(answer).hasStatus(201);
            return answer.at("/id");
        }

        Api keyed() {
            return api.with("Idempotency-Key", Chance.id().toString());
        }

        void pay() {
            publish(new OrderPaid(OrderId.next(), buyer.id(), shop, TOTAL));
        }

        void publish(Object event) {
            flow.transaction().executeWithoutResult(_ -> flow.events().publishEvent(event));
            deliver();
        }

        void deliver() {
            flow.outbox().deliverDue();
        }

        /** Lets this much time pass, and then tries again whatever is due. */
        void after(Duration time) {
            flow.clock().advance(time);
            flow.jobs().runNow("shop-webhooks-due", "system");
            deliver();
        }

        Answer messages(String endpoint) {
            return api.get(path(endpoint) + "/messages");
        }

        String state(String endpoint) {
            return messages(endpoint).at("/items/0/state");
        }
    }
}
