package dev.fairground.notifications;

import dev.fairground.identity.Member;
import dev.fairground.platform.audit.Audit;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Writes to a member's address again, because support knows better than the last bounce; on record. */
@Component
class TrustAddress {

    private final SuppressionStore suppressions;
    private final Audit audit;

    TrustAddress(SuppressionStore suppressions, Audit audit) {
        this.suppressions = suppressions;
        this.audit = audit;
    }

    @Transactional
    void again(Member member) {
        if (suppressions.remove(member.email())) {
            audit.record("address.trusted", "member/" + member.id(), Map.of(), Map.of());
        }
    }
}
