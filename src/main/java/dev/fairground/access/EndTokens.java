package dev.fairground.access;

import dev.fairground.identity.MemberId;
import dev.fairground.identity.PasswordChanged;
import dev.fairground.platform.audit.Audit;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Takes tokens back. They are gone with the next request that carries them. */
@Component
class EndTokens {

    private final TokenStore tokens;
    private final Audit audit;

    EndTokens(TokenStore tokens, Audit audit) {
        this.tokens = tokens;
        this.audit = audit;
    }

    @Transactional
    void end(UUID id, MemberId member) {
        if (!tokens.end(id, member)) {
            throw AccessRefused.noSuchToken();
        }
        audit.record("token.ended", "token/" + id, Map.of("member", member), Map.of());
    }

    /** Runs in the transaction of the change and not after it: whoever knew the old password must not keep a token for one moment longer. */
    @EventListener
    @Transactional
    void on(PasswordChanged event) {
        int ended = tokens.endAll(event.member());
        if (ended > 0) {
            audit.record("token.all-ended", "member/" + event.member(), Map.of("tokens", ended), Map.of());
        }
    }
}
