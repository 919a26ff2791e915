package dev.fairground.development;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void each_port_moves_by_its_variable() {
        var moved = Ports.of(Map.of(
                "PORT",
                "1",
                "MANAGEMENT_PORT",
                "2",
                "DATABASE_PORT",
                "3",
                "PAYMENTS_PORT",
                "4",
                "HUMAN_CHECK_PORT",
                "5",
                "SMTP_PORT",
                "6",
                "MAIL_PORT",
                "7",
                "PUSH_PORT",
                "8"));

        assertThat(moved).isEqualTo(new Ports(1, 2, 3, 4, 5, 6, 7, 8));
        assertThat(Ports.of(Map.of("PORT", ""))).isEqualTo(new Ports(8080, 8081, 5433, 8090, 8091, 8025, 8026, 8093));
    }

    @Test
    void what_is_no_port_is_refused_by_the_name_of_its_variable() {
        for (var wrong : new String[] {"eighty", "0", "65536", "-1", "8080 "}) {
            assertThatThrownBy(() -> Ports.of(Map.of("MAIL_PORT", wrong)))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("MAIL_PORT")
                    .hasMessageContaining(wrong);
        }
    }

    @Test
    void a_taken_port_is_named_with_who_needs_it_and_the_variable_that_moves_it() throws IOException {
        for (var address : new InetAddress[] {null, InetAddress.getLoopbackAddress()}) {
            try (var taken = new ServerSocket(0, 1, address)) {
                var free = freePorts();
                free.put("PAYMENTS_PORT", String.valueOf(taken.getLocalPort()));

                assertThatThrownBy(() -> Ports.of(free).mustBeFree(true))
                        .isInstanceOf(CannotStart.class)
                        .hasMessage("Port " + taken.getLocalPort() + " is taken, and the payment simulator needs it:"
                                + " stop what listens there, or set PAYMENTS_PORT to a free port.");
            }
        }
    }

    @Test
    void the_database_port_may_be_taken_where_the_database_is_elsewhere() throws IOException {
        try (var taken = new ServerSocket(0)) {
            var free = freePorts();
            free.put("DATABASE_PORT", String.valueOf(taken.getLocalPort()));

            Ports.of(free).mustBeFree(false);
            assertThatThrownBy(() -> Ports.of(free).mustBeFree(true)).hasMessageContaining("PostgreSQL");
        }
    }

    private static Map<String, String> freePorts() throws IOException {
        var ports = new HashMap<String, String>();
        for (var variable : new String[] {
            "PORT",
            "MANAGEMENT_PORT",
            "DATABASE_PORT",
            "PAYMENTS_PORT",
            "HUMAN_CHECK_PORT",
            "SMTP_PORT",
            "MAIL_PORT",
            "PUSH_PORT"
        }) {
            try (var socket = new ServerSocket(0)) {
                ports.put(variable, String.valueOf(socket.getLocalPort()));
            }
        }
        return ports;
    }
}
