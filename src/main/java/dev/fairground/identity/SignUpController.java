package dev.fairground.identity;

import static org.springframework.http.HttpStatus.ACCEPTED;
import static org.springframework.http.HttpStatus.NO_CONTENT;

import dev.fairground.platform.ratelimit.RateLimited;
import dev.fairground.platform.web.Access;
import dev.fairground.platform.web.Who;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Signing up and confirming the address. */
@RestController
@RequestMapping("/api/{version}/members")
class SignUpController {

    private final SignUp signUp;
    private final ConfirmAddress confirmAddress;
    private final AskForLink askForLink;

    SignUpController(SignUp signUp, ConfirmAddress confirmAddress, AskForLink askForLink) {
        this.signUp = signUp;
        this.confirmAddress = confirmAddress;
        this.askForLink = askForLink;
    }

    @PostMapping(version = "1+")
    @ResponseStatus(ACCEPTED)
    @Access(Who.ANYONE)
    @RateLimited("sign-up")
    Mailed signUp(@Valid @RequestBody Applicant applicant) {
        signUp.signUp(
                applicant.email, applicant.handle, applicant.displayName, applicant.password, applicant.humanCheck);
        return Mailed.CONFIRMATION;
    }

    @PostMapping(path = "/confirmations", version = "1+")
    @ResponseStatus(NO_CONTENT)
    @Access(Who.ANYONE)
    @RateLimited("confirm")
    void confirm(@Valid @RequestBody Confirmation confirmation) {
        confirmAddress.confirm(confirmation.token);
    }

    @PostMapping(path = "/confirmation-requests", version = "1+")
    @ResponseStatus(ACCEPTED)
    @Access(Who.ANYONE)
    @RateLimited("confirm")
    Mailed confirmationRequest(@Valid @RequestBody Mailed.To to) {
        askForLink.toConfirm(new EmailAddress(to.email()));
        return Mailed.CONFIRMATION;
    }

    /** @param humanCheck the token that the widget on the sign-up page earned */
    record Applicant(
            @NotNull String email,
            @NotNull String handle,
            @NotNull String displayName,
            @NotNull String password,
            @NotNull String humanCheck) {}

    record Confirmation(@NotNull String token) {}
}
