package dev.fairground.access;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairground.FairgroundApplication;
import dev.fairground.identity.MemberId;
import dev.fairground.platform.web.Access;
import dev.fairground.platform.web.Who;
import dev.fairground.testing.Proves;
import dev.fairground.testing.TestEnvironment;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.core.env.MapPropertySource;
import org.springframework.mock.web.MockServletContext;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

@Proves("authz-deny-by-default")
class NoRuleNoStartTest {

    @Test
    void a_start_with_every_rule_in_place_goes_on() {
        assertThatCode(() -> start(Ruled.class)).doesNotThrowAnyException();
    }

    @Test
    void a_handler_without_a_rule_stops_the_start_and_is_named() {
        assertStopped(Forgotten.class, "GET /forgotten", "Forgotten#handler", "has no @Access");
    }

    @Test
    void a_right_that_nobody_grants_stops_the_start() {
        assertStopped(Unknown.class, "needs door:kye, which nobody grants");
    }

    @Test
    void a_rule_that_contradicts_itself_stops_the_start() {
        assertStopped(
                Contradicting.class,
                "GET /a (Contradicting#anyone) asks ANYONE for a scope",
                "does not say what TEAM needs",
                "needs a right of MEMBER",
                "asks for everything, which is no scope");
    }

    @Test
    void an_actuator_on_the_apps_own_port_stops_the_start() {
        var application = new SpringApplicationBuilder(FairgroundApplication.class)
                .initializers(new TestEnvironment())
                .initializers(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new MapPropertySource(
                                "one port", Map.of("server.port", "18080", "management.server.port", "18080"))));
        assertThatThrownBy(() -> application.run().close())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("GET /actuator/prometheus", "belongs on the management port");
    }

    private static void assertStopped(Class<?> controller, String... sentences) {
        assertThatThrownBy(() -> start(controller))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll(sentences);
    }

    private static void start(Class<?> controller) {
        try (var context = new AnnotationConfigWebApplicationContext()) {
            context.setServletContext(new MockServletContext());
            context.register(Mvc.class, Doorkeeper.class, NoRuleNoStart.class, controller);
            context.refresh();
        }
    }

    @EnableWebMvc
    static class Mvc {}

    static class Doorkeeper implements GrantSource {

        @Override
        public Set<String> rights() {
            return Set.of("door:key");
        }

        @Override
        public List<Grant> grantsOf(MemberId member) {
            return List.of();
        }
    }

    @RestController
    static class Ruled {

        @GetMapping("/ruled")
        @Access(value = Who.TEAM, needs = "door:key", scope = "shops:read")
        void handler() {}
    }

    @RestController
    static class Forgotten {

        @GetMapping("/forgotten")
        void handler() {}
    }

    @RestController
    static class Unknown {

        @GetMapping("/unknown")
        @Access(value = Who.TEAM, needs = "door:kye")
        void handler() {}
    }

    @RestController
    static class Contradicting {

        @GetMapping("/a")
        @Access(value = Who.ANYONE, scope = "shops:read")
        void anyone() {}

        @GetMapping("/b")
        @Access(Who.TEAM)
        void team() {}

        @GetMapping("/c")
        @Access(value = Who.MEMBER, needs = "door:key", scope = "everything")
        void member() {}
    }
}
