package dev.fairground.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.platform.http.OutboundHttp;
import dev.fairground.simulators.HumanCheckSimulator;
import dev.fairground.testing.Api;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.Outside;
import dev.fairground.testing.Proves;
import dev.fairground.testing.ProviderContract;
import dev.fairground.testing.ProviderContract.Call;
import dev.fairground.testing.ProviderContract.Exchange;
import dev.fairground.testing.ProviderSide;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What we and the human check agreed on, held against our client and against the simulator. */
@FairgroundTest
@Proves("test-provider-contract")
class HumanCheckContractTest {

    private static final ProviderContract CONTRACT = ProviderContract.of("human-check");
    private static final Map<String, String> TOKENS = Map.of(
            "a human", "token_1",
            "a token that was used before", "token_1",
            "a token that nobody issued", "made-up");

    @Autowired
    OutboundHttp http;

    static List<Call> calls() {
        return CONTRACT.calls();
    }

    @ParameterizedTest
    @MethodSource("calls")
    void our_client_asks_as_agreed_and_takes_what_it_needs_from_the_answer(Call call) {
        var heard = heard(call, UnaryOperator.identity());

        assertThat(heard.requests()).isEqualTo(call.requests());
        assertThat(heard.means()).isEqualTo(call.means());
        assertThat(heard(call, ProviderContract::grown)).isEqualTo(heard);
        assertThat(ProviderContract.breaches(call.exchanges().stream().map(Exchange::answer)))
                .allSatisfy((breach, change) ->
                        assertThat(heard(call, change).means()).as(breach).isEqualTo("human-check-unavailable"));
    }

    @Test
    void the_simulator_keeps_to_all_of_it_and_a_breach_of_its_is_noticed() {
        assertThat(complaints(UnaryOperator.identity())).isEmpty();
        assertThat(complaints(ProviderContract::grown)).isEmpty();
        var answers = CONTRACT.calls().stream()
                .flatMap(call -> call.exchanges().stream().map(Exchange::answer));
        assertThat(ProviderContract.breaches(answers))
                .isNotEmpty()
                .allSatisfy((breach, change) ->
                        assertThat(complaints(change)).as(breach).isNotEmpty());
    }

    private ProviderContract.Heard heard(Call call, UnaryOperator<JsonNode> change) {
        return ProviderContract.heard(call, change, address -> {
            var soon = Duration.ofSeconds(5);
            var service = new IdentitySettings.Siteverify(
                    address, address, "site key", HumanCheckSimulator.DEVELOPMENT_SECRET, soon, soon);
            try {
                new HumanCheck(http, new IdentitySettings(service)).pass(TOKENS.getOrDefault(call.call(), ""));
                return "passed";
            } catch (IdentityRefused refused) {
                return refused.reason().code();
            }
        });
    }

    private static List<String> complaints(UnaryOperator<JsonNode> change) {
        var service = Api.at(Outside.HUMAN_CHECK.uri());
        return new ProviderSide(
                        service,
                        (_, _) -> service.post("/simulator/tokens", "{}").at("/token"),
                        change)
                .complaints(CONTRACT);
    }
}
