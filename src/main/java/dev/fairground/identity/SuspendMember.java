package dev.fairground.identity;

import dev.fairground.platform.audit.Audit;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Keeps a member out, and lets them in again. Both are told to the trail with who did it and why. */
@Component
class SuspendMember {

    private static final int LONGEST_REASON = 500;

    private final MemberViews views;
    private final SuspensionStore suspensions;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    SuspendMember(
            MemberViews views,
            SuspensionStore suspensions,
            Audit audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.views = views;
        this.suspensions = suspensions;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    @Transactional
    void suspend(MemberId id, MemberId by, String reason) {
        String why = reason.strip();
        if (why.isEmpty() || why.length() > LONGEST_REASON || why.indexOf('\0') >= 0) {
            throw IdentityRefused.suspensionReasonInvalid();
        }
        other(id, by);
        Instant now = clock.instant();
        if (!suspensions.suspend(id, by, why, now)) {
            throw IdentityRefused.alreadySuspended();
        }
        audit.record("member.suspended", "member/" + id, Map.of(), Map.of("reason", why));
        events.publishEvent(new MemberSuspended(id, by, now));
    }

    @Transactional
    void reinstate(MemberId id, MemberId by) {
        other(id, by);
        if (!suspensions.lift(id)) {
            throw IdentityRefused.notSuspended();
        }
        audit.record("member.reinstated", "member/" + id, Map.of(), Map.of());
        events.publishEvent(new MemberReinstated(id, by, clock.instant()));
    }

    private void other(MemberId id, MemberId by) {
        if (id.equals(by)) {
            throw IdentityRefused.suspensionOfOneself();
        }
        if (views.find(id).isEmpty()) {
            throw IdentityRefused.noSuchMember();
        }
    }
}
