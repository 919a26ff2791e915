package dev.fairground.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.stereotype.Component;

/** The browsers in which members are signed in. */
@Component
class Sessions {

    /** On an authentication that a one-time code stood behind; it says when. */
    static final String ONE_TIME_CODE = "FACTOR_TOTP";

    private static final String BROWSER = "identity.browser";
    private static final String UNKNOWN = "Unknown browser";
    private static final int LONGEST_BROWSER_NAME = 200;

    private final FindByIndexNameSessionRepository<? extends Session> repository;
    private final HttpSessionSecurityContextRepository contexts = new HttpSessionSecurityContextRepository();
    private final Clock clock;

    Sessions(FindByIndexNameSessionRepository<? extends Session> repository, Clock clock) {
        this.repository = repository;
        this.clock = clock;
    }

    /**
     * Signs the member in here. The session before it ends, and with it its id: whoever planted or saw that has nothing.
     */
    void begin(Member member, HttpServletRequest request, HttpServletResponse response) {
        end(request);
        List<GrantedAuthority> factors = new ArrayList<>();
        if (member.secondFactor()) {
            factors.add(FactorGrantedAuthority.withAuthority(ONE_TIME_CODE)
                    .issuedAt(clock.instant())
                    .build());
        }
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(
                UsernamePasswordAuthenticationToken.authenticated(member.id().toString(), null, factors));
        SecurityContextHolder.setContext(context);
        request.getSession(true).setAttribute(BROWSER, browser(request));
        contexts.saveContext(context, request, response);
    }

    /** Signs out here. */
    void end(HttpServletRequest request) {
        var session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
        SecurityContextHolder.clearContext();
    }

    /** Where the member is signed in, the latest used first. */
    List<SignedIn> of(MemberId member, String currentId) {
        return find(member).entrySet().stream()
                .map(entry -> new SignedIn(
                        key(entry.getKey()),
                        entry.getValue().getAttributeOrDefault(BROWSER, UNKNOWN),
                        entry.getValue().getCreationTime(),
                        entry.getValue().getLastAccessedTime(),
                        entry.getKey().equals(currentId)))
                .sorted(Comparator.comparing(SignedIn::lastUsedAt).reversed())
                .toList();
    }

    /** Signs the member out of one browser; a key that names none of theirs does nothing. */
    void end(MemberId member, String key) {
        find(member).keySet().stream().filter(id -> key(id).equals(key)).forEach(repository::deleteById);
    }

    void endAllOf(MemberId member) {
        find(member).keySet().forEach(repository::deleteById);
    }

    void endOthersOf(MemberId member, String currentId) {
        find(member).keySet().stream().filter(id -> !id.equals(currentId)).forEach(repository::deleteById);
    }

    private Map<String, ? extends Session> find(MemberId member) {
        return repository.findByPrincipalName(member.toString());
    }

    /** Names a session in a page without being one: who reads the page over a shoulder cannot take it over. */
    private static String key(String sessionId) {
        return UUID.nameUUIDFromBytes(sessionId.getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private static String browser(HttpServletRequest request) {
        String agent = request.getHeader("User-Agent");
        return agent == null || agent.isBlank()
                ? UNKNOWN
                : agent.substring(0, Math.min(agent.length(), LONGEST_BROWSER_NAME));
    }

    /** One browser in which a member is signed in. */
    record SignedIn(String key, String browser, Instant since, Instant lastUsedAt, boolean current) {}
}
