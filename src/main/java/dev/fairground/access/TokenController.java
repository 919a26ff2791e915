package dev.fairground.access;

import static org.springframework.http.HttpStatus.CREATED;
import static org.springframework.http.HttpStatus.NO_CONTENT;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.fairground.identity.Member;
import dev.fairground.identity.Members;
import dev.fairground.platform.ids.UuidV7;
import dev.fairground.platform.ratelimit.RateLimited;
import dev.fairground.platform.web.Access;
import dev.fairground.platform.web.Who;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The tokens with which a member's programs call. */
@RestController
@RequestMapping(path = "/api/{version}/tokens", version = "1+")
class TokenController {

    private final Members members;
    private final IssueToken issueToken;
    private final EndTokens endTokens;
    private final TokenStore tokens;
    private final Clock clock;

    TokenController(Members members, IssueToken issueToken, EndTokens endTokens, TokenStore tokens, Clock clock) {
        this.members = members;
        this.issueToken = issueToken;
        this.endTokens = endTokens;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** Proving is slow on purpose and so happens outside of the transaction that makes the token. */
    @PostMapping
    @Access(Who.ANYONE)
    @RateLimited("token")
    @ResponseStatus(CREATED)
    Fresh issue(@Valid @RequestBody Wish wish) {
        Member member = wish.prove(members);
        var issued = issueToken.issue(member.id(), wish.nameOrUsual(), wish.scopes(), wish.life());
        return new Fresh(
                issued.token().id(),
                issued.text(),
                new TreeSet<>(issued.token().scopes()),
                issued.token().expiresAt());
    }

    @GetMapping
    @Access(value = Who.MEMBER, scope = "profile:read")
    Own own(Caller caller) {
        return new Own(
                tokens.of(caller.id(), clock.instant()).stream().map(Known::of).toList());
    }

    /** Any token may end any of its member's, itself included: a program that finds its token leaked must not need more to react. */
    @DeleteMapping("/{id}")
    @Access(Who.MEMBER)
    @ResponseStatus(NO_CONTENT)
    void end(@PathVariable TokenId id, Caller caller) {
        endTokens.end(id.value(), caller.id());
    }

    /**
     * @param code the one-time code, where a second factor is enrolled
     * @param signInToken from a sign-in link, instead of address and password
     * @param expiresInDays 1 to 90; 30 where not given
     */
    record Wish(
            @Nullable @Size(max = 254) String email,
            @Nullable @Size(max = 128) String password,
            @Nullable @Size(max = 20) String code,
            @Nullable @Size(max = 500) String signInToken,
            @NotEmpty Set<Scope> scopes,

            @Nullable @Size(min = 1, max = 80) @Pattern(regexp = "\\P{Cntrl}*")
            String name,

            @Nullable @Min(1) @Max(90) Integer expiresInDays) {

        private static final int USUAL_DAYS = 30;

        Member prove(Members members) {
            if (signInToken != null && email == null && password == null) {
                return members.redeemSignInLink(signInToken, code);
            }
            if (signInToken == null && email != null && password != null) {
                return members.authenticate(email, password, code);
            }
            throw AccessRefused.credentialsMissing();
        }

        String nameOrUsual() {
            return name == null ? "API client" : name;
        }

        Duration life() {
            return Duration.ofDays(expiresInDays == null ? USUAL_DAYS : expiresInDays);
        }
    }

    /** Shown once. */
    record Fresh(UUID id, TokenText token, SortedSet<Scope> scopes, Instant expiresAt) {}

    record Own(List<Known> items) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Known(
            UUID id,
            String name,
            SortedSet<Scope> scopes,
            Instant issuedAt,
            Instant expiresAt,
            @Nullable Instant lastUsedAt) {

        static Known of(ApiToken token) {
            return new Known(
                    token.id(),
                    token.name(),
                    new TreeSet<>(token.scopes()),
                    token.issuedAt(),
                    token.expiresAt(),
                    token.lastUsedAt());
        }
    }

    /** Names a token; not its text. */
    record TokenId(UUID value) {

        public static TokenId of(String text) {
            return new TokenId(UuidV7.parse(text));
        }
    }
}
