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

/** Another address for a member: asked for with the password, and theirs once the link mailed to it is used. */
@RestController
@RequestMapping(path = "/api/{version}", version = "1+")
class AddressController {

    private final ProvePassword prove;
    private final AskForAddress askForAddress;
    private final MoveAddress moveAddress;

    AddressController(ProvePassword prove, AskForAddress askForAddress, MoveAddress moveAddress) {
        this.prove = prove;
        this.askForAddress = askForAddress;
        this.moveAddress = moveAddress;
    }

    @PostMapping("/me/address-changes")
    @Access(value = Who.MEMBER, scope = "profile:write")
    @RateLimited("address-change")
    @ResponseStatus(ACCEPTED)
    void ask(MemberId member, @Valid @RequestBody NewAddress wanted) {
        var email = new EmailAddress(wanted.email);
        prove.of(member, wanted.currentPassword);
        askForAddress.ask(member, email);
    }

    @PutMapping("/members/address-changes")
    @Access(Who.ANYONE)
    @RateLimited("confirm")
    @ResponseStatus(NO_CONTENT)
    void move(@Valid @RequestBody AddressLink link) {
        moveAddress.move(link.token);
    }

    record NewAddress(@NotNull String email, @NotNull String currentPassword) {}

    record AddressLink(@NotNull String token) {}
}
