package dev.fairground.shops;

import static dev.fairground.testing.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.access.Cast;
import dev.fairground.access.Cast.Person;
import dev.fairground.testing.Api;
import dev.fairground.testing.Chance;
import dev.fairground.testing.FairgroundTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@FairgroundTest
class TeamHttpTest {

    @LocalServerPort
    int port;

    @Autowired
    Cast cast;

    @Test
    void a_packer_joins_sees_the_team_and_is_out_with_the_next_request_once_released() {
        Api anybody = Api.at(port);
        Api owner = cast.program(anybody, cast.member("seller"));
        Person hand = cast.member("packer");
        Api packer = cast.program(anybody, hand);
        Api stranger = cast.program(anybody, cast.member("stranger"));
        String shop = owner.post("/api/v2/shops", Map.of("handle", Chance.name("s"), "name", "Woodwork"))
                .at("/id");
        String invitations = "/api/v2/shops/" + shop + "/invitations";
        var packing = Map.of("handle", hand.handle(), "role", "PACKER");

        assertThat(stranger.post(invitations, packing)).refused(403, "right-missing");
        String invitation = owner.post(invitations, packing).at("/id");
        assertThat(owner.post(invitations, packing)).refused(409, "already-invited");
        assertThat(stranger.put("/api/v2/invitations/" + invitation + "/acceptance", ""))
                .refused(404, "no-such-invitation");
        assertThat(packer.put("/api/v2/invitations/" + invitation + "/acceptance", ""))
                .hasStatus(200);
        assertThat(packer.put("/api/v2/invitations/" + invitation + "/refusal", ""))
                .refused(404, "no-such-invitation");

        String team = "/api/v2/shops/" + shop + "/team";
        assertThat(packer.get(team).json().size()).isEqualTo(2);
        assertThat(packer.post(invitations, packing)).refused(403, "right-missing");
        assertThat(owner.put(team + "/" + hand.id(), Map.of("role", "OWNER"))).refused(409, "owner-stays");
        assertThat(owner.put(team + "/" + hand.id(), Map.of("role", "MANAGER"))).hasStatus(204);
        assertThat(owner.delete(team + "/" + hand.id())).hasStatus(204);
        assertThat(packer.get(team)).refused(403, "right-missing");
    }

    @Test
    void what_neither_a_shop_nor_its_team_can_be_is_refused_by_name() {
        Person founder = cast.member("seller");
        Api owner = cast.program(Api.at(port), founder);
        Api stranger = cast.program(Api.at(port), cast.member("stranger"));
        var opening = Map.of("handle", Chance.name("s"), "name", "Woodwork");
        String shop = "/api/v2/shops/" + owner.post("/api/v2/shops", opening).at("/id");

        assertThat(stranger.post("/api/v2/shops", opening))
                .refused(409, "shop-handle-taken")
                .naming("handle");
        assertThat(owner.post("/api/v2/shops", Map.of("handle", Chance.name("s"), "name", "Metalwork")))
                .refused(409, "owns-a-shop-already");
        assertThat(owner.patch(shop, Map.of("name", "🪑"))) // one character, of two UTF-16 units
                .refused(400, "shop-name-invalid")
                .naming("name");
        assertThat(stranger.get("/api/v2/shops/" + ShopId.next())).refused(404, "no-such-shop");

        assertThat(owner.post(shop + "/invitations", Map.of("handle", Chance.name("no-"), "role", "PACKER")))
                .refused(400, "no-such-invitee")
                .naming("handle");
        assertThat(owner.post(shop + "/invitations", Map.of("handle", founder.handle(), "role", "PACKER")))
                .refused(409, "already-in-team");
        assertThat(owner.delete(shop + "/team/" + Chance.id())).refused(404, "no-such-team-member");
    }

    @Test
    void a_handle_longer_than_any_is_refused_and_not_matched_to_the_end_of_the_stack() {
        Api owner = cast.program(Api.at(port), cast.member("owner"));

        assertThat(owner.post("/api/v2/shops", Map.of("handle", "x".repeat(900_000), "name", "Woodwork")))
                .refused(400, "invalid-request")
                .naming("handle");
    }
}
