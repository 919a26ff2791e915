package dev.fairground.access;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** A request that carries a valid bearer token. Its name is the member's id, as that of a session is. */
final class TokenAuthentication extends AbstractAuthenticationToken {

    private final transient ApiToken token;

    TokenAuthentication(ApiToken token) {
        super(List.of());
        this.token = token;
        setAuthenticated(true);
    }

    Set<Scope> scopes() {
        return token.scopes();
    }

    /** Names the program, the same for all tokens that were given its name, without saying the name: that is its member's own word. */
    String client() {
        return UUID.nameUUIDFromBytes(token.name().getBytes(StandardCharsets.UTF_8))
                .toString()
                .substring(0, 8);
    }

    @Override
    public String getPrincipal() {
        return token.member().toString();
    }

    @Override
    public String getCredentials() {
        return "";
    }
}
