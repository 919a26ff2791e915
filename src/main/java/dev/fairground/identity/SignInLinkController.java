package dev.fairground.identity;

import static org.springframework.http.HttpStatus.ACCEPTED;

import dev.fairground.platform.ratelimit.RateLimited;
import dev.fairground.platform.web.Access;
import dev.fairground.platform.web.Who;
import jakarta.validation.Valid;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Asking for a link that signs in without a password. */
@RestController
class SignInLinkController {

    private final AskForLink askForLink;

    SignInLinkController(AskForLink askForLink) {
        this.askForLink = askForLink;
    }

    @PostMapping(path = "/api/{version}/sign-in-links", version = "1+")
    @ResponseStatus(ACCEPTED)
    @Access(Who.ANYONE)
    @RateLimited("sign-in-link")
    Mailed request(@Valid @RequestBody Mailed.To to) {
        askForLink.toSignIn(new EmailAddress(to.email()));
        return Mailed.SIGN_IN_LINK;
    }
}
