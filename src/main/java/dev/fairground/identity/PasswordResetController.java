package dev.fairground.identity;

import static org.springframework.http.HttpStatus.ACCEPTED;
import static org.springframework.http.HttpStatus.NO_CONTENT;

import dev.fairground.platform.ratelimit.RateLimited;
import dev.fairground.platform.web.Access;
import dev.fairground.platform.web.Who;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A new password for who forgot theirs. */
@RestController
@RequestMapping("/api/{version}/password-resets")
class PasswordResetController {

    private final AskForLink askForLink;
    private final ReplacePassword replacePassword;
    private final Sessions sessions;

    PasswordResetController(AskForLink askForLink, ReplacePassword replacePassword, Sessions sessions) {
        this.askForLink = askForLink;
        this.replacePassword = replacePassword;
        this.sessions = sessions;
    }

    @PostMapping(version = "1+")
    @ResponseStatus(ACCEPTED)
    @Access(Who.ANYONE)
    @RateLimited("password-reset")
    Mailed request(@Valid @RequestBody Mailed.To to) {
        askForLink.toResetPassword(new EmailAddress(to.email()));
        return Mailed.PASSWORD_RESET;
    }

    @PutMapping(version = "1+")
    @ResponseStatus(NO_CONTENT)
    @Access(Who.ANYONE)
    @RateLimited("password-reset")
    void reset(@Valid @RequestBody Reset reset) {
        sessions.endAllOf(replacePassword.byLink(reset.token, reset.password));
    }

    record Reset(@NotNull String token, @NotNull String password) {}
}
