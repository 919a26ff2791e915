package dev.fairground.access;

import static org.springframework.http.HttpStatus.NO_CONTENT;

import dev.fairground.identity.MemberId;
import dev.fairground.platform.web.Access;
import dev.fairground.platform.web.Who;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.time.Instant;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What one member of staff holds of one capability. */
@RestController
@RequestMapping(path = "/api/{version}/members/{id}/capabilities/{capability}", version = "1+")
class CapabilityController {

    private final GrantCapability grantCapability;

    CapabilityController(GrantCapability grantCapability) {
        this.grantCapability = grantCapability;
    }

    @PutMapping
    @Access(value = Who.STAFF, needs = "staff:grants", scope = "staff:write")
    Given give(@PathVariable MemberId id, @PathVariable String capability, @Valid @RequestBody Term term, Caller by) {
        return new Given(capability, grantCapability.give(id, known(capability), by.id(), term.life()));
    }

    @DeleteMapping
    @Access(value = Who.STAFF, needs = "staff:grants", scope = "staff:write")
    @ResponseStatus(NO_CONTENT)
    void withdraw(@PathVariable MemberId id, @PathVariable String capability) {
        grantCapability.withdraw(id, known(capability));
    }

    private static Capability known(String capability) {
        return Capability.find(capability).orElseThrow(AccessRefused::noSuchCapability);
    }

    /** @param expiresInDays 1 to 365: whoever still needs it then is asked for again */
    record Term(@NotNull @Min(1) @Max(365) Integer expiresInDays) {

        Duration life() {
            return Duration.ofDays(expiresInDays);
        }
    }

    record Given(String capability, Instant expiresAt) {}
}
