package dev.fairground.access;

import java.util.List;
import java.util.Set;
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

    @Override
    public String getPrincipal() {
        return token.member().toString();
    }

    @Override
    public String getCredentials() {
        return "";
    }
}
