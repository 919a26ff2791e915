package dev.fairground.access;

import dev.fairground.identity.MemberId;
import dev.fairground.platform.audit.Audit;
import dev.fairground.platform.ids.UuidV7;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Makes a token for a member who has just proved to be one. */
@Component
class IssueToken {

    private final TokenStore tokens;
    private final Audit audit;
    private final Clock clock;

    IssueToken(TokenStore tokens, Audit audit, Clock clock) {
        this.tokens = tokens;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional
    Issued issue(MemberId member, String name, Set<Scope> scopes, Duration life) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var token = new ApiToken(UuidV7.next(), member, name, scopes, now, now.plus(life), null);
        var text = TokenText.make(token.id());
        tokens.add(token, text);
        audit.record(
                "token.issued",
                "token/" + token.id(),
                Map.of(),
                Map.of("member", member, "scopes", token.scopes(), "expiresAt", token.expiresAt()));
        return new Issued(token, text);
    }

    /** The only moment at which a token and its text are together. */
    record Issued(ApiToken token, TokenText text) {}
}
