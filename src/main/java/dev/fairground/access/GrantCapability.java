package dev.fairground.access;

import dev.fairground.identity.MemberId;
import dev.fairground.identity.Members;
import dev.fairground.platform.audit.Audit;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Gives a capability to a member of staff for a time, and takes it away. */
@Component
class GrantCapability {

    private final StaffGrants grants;
    private final Members members;
    private final Audit audit;
    private final Clock clock;

    GrantCapability(StaffGrants grants, Members members, Audit audit, Clock clock) {
        this.grants = grants;
        this.members = members;
        this.audit = audit;
        this.clock = clock;
    }

    /** Returns when it ends. */
    @Transactional
    Instant give(MemberId member, Capability capability, MemberId by, Duration life) {
        if (member.equals(by)) {
            throw AccessRefused.ownGrant();
        }
        if (members.find(member).isEmpty()) {
            throw AccessRefused.noSuchMember();
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant expiresAt = now.plus(life);
        grants.give(member, capability, by, now, expiresAt);
        audit.record(
                "capability.granted",
                "member/" + member,
                Map.of(),
                Map.of("capability", capability.toString(), "expiresAt", expiresAt));
        return expiresAt;
    }

    @Transactional
    void withdraw(MemberId member, Capability capability) {
        if (!grants.withdraw(member, capability)) {
            throw AccessRefused.noSuchCapability();
        }
        audit.record("capability.withdrawn", "member/" + member, Map.of("capability", capability.toString()), Map.of());
    }
}
