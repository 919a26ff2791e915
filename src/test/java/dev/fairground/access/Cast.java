package dev.fairground.access;

import static dev.fairground.testing.MemberFixture.aMember;
import static dev.fairground.testing.RowFixture.aRow;

import dev.fairground.identity.MemberId;
import dev.fairground.testing.Api;
import dev.fairground.testing.MemberFixture;
import dev.fairground.testing.Rows;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.CookieSerializer.CookieValue;

/** Makes the people of a test, each new and with a name of their own, and lets them in without the detour over sign-up and mail. */
@TestComponent
public class Cast {

    /** Everybody's. */
    public static final String PASSWORD = MemberFixture.PASSWORD;

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Rows rows;
    private final Clock clock;
    private final IssueToken issueToken;
    private final StaffGrants staffGrants;
    private final SessionRepository<? extends Session> sessions;
    private final CookieSerializer cookies;

    Cast(
            JdbcClient jdbc,
            Clock clock,
            IssueToken issueToken,
            StaffGrants staffGrants,
            SessionRepository<? extends Session> sessions,
            CookieSerializer cookies) {
        this.rows = Rows.in(jdbc);
        this.clock = clock;
        this.issueToken = issueToken;
        this.staffGrants = staffGrants;
        this.sessions = sessions;
        this.cookies = cookies;
    }

    /** A confirmed member; {@code role} begins their handle, so that a failure's output tells who is who. */
    public Person member(String role) {
        var member = aMember().withHandle(role + "-" + NUMBER.incrementAndGet()).in(rows);
        return new Person(member.id(), member.handle(), member.email());
    }

    /** A member with a second factor who holds these capabilities for the next ninety days. */
    public Person staff(String role, String... capabilities) {
        Person person = withSecondFactor(member(role));
        var now = clock.instant();
        Arrays.stream(capabilities)
                .map(text -> Capability.find(text).orElseThrow())
                .forEach(one -> staffGrants.give(person.id(), one, null, now, now.plus(Duration.ofDays(90))));
        return person;
    }

    /** Enrols a second factor with a secret that nobody needs to know. */
    public Person withSecondFactor(Person person) {
        aRow("identity.second_factor").with("member", person.id().value()).in(rows);
        return person;
    }

    public Person suspended(Person person) {
        aRow("identity.suspension").with("member", person.id().value()).in(rows);
        return person;
    }

    /** The text of a new token with these scopes and a life of thirty days. */
    public String token(Person person, String... scopes) {
        var known = Arrays.stream(scopes)
                .map(text -> Scope.find(text).orElseThrow())
                .collect(Collectors.toUnmodifiableSet());
        return issueToken
                .issue(person.id(), "test", known, Duration.ofDays(30))
                .text()
                .value();
    }

    /** {@code api} as a program of this person's, with every scope. */
    public Api program(Api api, Person person) {
        return api.bearer(
                token(person, Arrays.stream(Scope.values()).map(Scope::toString).toArray(String[]::new)));
    }

    /** {@code api} as the browser of this person, signed in. */
    public Api browser(Api api, Person person) {
        return api.with("Accept", "text/html").with("Cookie", session(person));
    }

    /** The cookie of this person's browser, signed in just now. */
    public String session(Person person) {
        return cookie(session(sessions, person));
    }

    private static <S extends Session> String session(SessionRepository<S> sessions, Person person) {
        S session = sessions.createSession();
        var name = UsernamePasswordAuthenticationToken.authenticated(person.id().toString(), "", java.util.List.of());
        session.setAttribute("SPRING_SECURITY_CONTEXT", new SecurityContextImpl(name));
        sessions.save(session);
        return session.getId();
    }

    private String cookie(String session) {
        var answer = new MockHttpServletResponse();
        cookies.writeCookieValue(new CookieValue(new MockHttpServletRequest(), answer, session));
        return String.valueOf(answer.getHeader("Set-Cookie")).split(";", 2)[0];
    }

    /** One of the people of a test. */
    public record Person(MemberId id, String handle, String email) {}
}
