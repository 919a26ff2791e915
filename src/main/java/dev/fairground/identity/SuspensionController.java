package dev.fairground.identity;

import static org.springframework.http.HttpStatus.NO_CONTENT;

import dev.fairground.platform.web.Access;
import dev.fairground.platform.web.Who;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Staff keep a member out, and let them in again. */
@RestController
@RequestMapping("/api/{version}/members/{id}/suspension")
class SuspensionController {

    private final SuspendMember suspendMember;
    private final Sessions sessions;

    SuspensionController(SuspendMember suspendMember, Sessions sessions) {
        this.suspendMember = suspendMember;
        this.sessions = sessions;
    }

    @PutMapping(version = "1+")
    @ResponseStatus(NO_CONTENT)
    @Access(value = Who.STAFF, needs = "staff:suspend", scope = "staff:write")
    void suspend(@PathVariable MemberId id, MemberId by, @Valid @RequestBody Suspension suspension) {
        suspendMember.suspend(id, by, suspension.reason);
        sessions.endAllOf(id);
    }

    @DeleteMapping(version = "1+")
    @ResponseStatus(NO_CONTENT)
    @Access(value = Who.STAFF, needs = "staff:suspend", scope = "staff:write")
    void reinstate(@PathVariable MemberId id, MemberId by) {
        suspendMember.reinstate(id, by);
    }

    record Suspension(@NotNull String reason) {}
}
