package dev.fairground.orders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.access.Cast;
import dev.fairground.platform.outbox.Outbox;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.Outside;
import dev.fairground.testing.Proves;
import dev.fairground.testing.Rows;
import dev.fairground.testing.SettableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who buys waits for the order, not for those whom we tell of it. */
@FairgroundTest
@Proves("job-offload-slow-work")
class OffloadHttpTest {

    @LocalServerPort
    int port;

    @Autowired
    Cast cast;

    @Autowired
    Outbox outbox;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    SettableClock clock;

    @AfterEach
    void mendEverybody() {
        Outside.MAIL.dial("{\"hang\": false}");
        Outside.PUSH.dial("{\"hang\": false}");
    }

    @Test
    void an_order_is_placed_while_mail_server_and_push_gateway_hang() {
        var trade = new Trade(port, cast, outbox, jdbc, clock, Rows.in(jdbc));
        long before = mails();
        Outside.MAIL.dial("{\"hang\": true}");
        Outside.PUSH.dial("{\"hang\": true}");
        trade.placed("pm_card_visa");
        assertThat(mails()).isEqualTo(before);

        mendEverybody();
        outbox.deliverDue();
        assertThat(mails()).isGreaterThan(before);
    }

    private long mails() {
        return jdbc.sql("select count(*) from notifications.delivery where state = 'ACCEPTED'")
                .query(Long.class)
                .single();
    }
}
