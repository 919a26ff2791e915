package dev.fairground.rules;

import dev.fairground.FairgroundApplication;
import dev.fairground.testing.Proves;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

@Proves({"maint-modular-monolith", "maint-no-cycles-fail-at-boot"})
class ModulesTest {

    /** Every arrow between modules is one that a package-info allows, and there is no cycle. */
    @Test
    void modules_use_only_what_they_declare() {
        ApplicationModules.of(FairgroundApplication.class).verify();
    }
}
