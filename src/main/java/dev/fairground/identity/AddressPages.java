package dev.fairground.identity;

import dev.fairground.platform.ratelimit.RateLimited;
import dev.fairground.platform.web.Access;
import dev.fairground.platform.web.Who;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Another address, for people. As at sign-up, the link in the mail only opens a page. */
@Controller
class AddressPages implements RefusedForm {

    private final ProvePassword prove;
    private final AskForAddress askForAddress;
    private final MoveAddress moveAddress;

    AddressPages(ProvePassword prove, AskForAddress askForAddress, MoveAddress moveAddress) {
        this.prove = prove;
        this.askForAddress = askForAddress;
        this.moveAddress = moveAddress;
    }

    @GetMapping("/account/address")
    @Access(Who.MEMBER)
    String askForm() {
        return "identity/account/address";
    }

    @PostMapping("/account/address")
    @Access(Who.MEMBER)
    @RateLimited("address-change")
    String ask(MemberId member, @RequestParam String email, @RequestParam String currentPassword) {
        var wanted = new EmailAddress(email);
        prove.of(member, currentPassword);
        askForAddress.ask(member, wanted);
        return "redirect:/mail-sent";
    }

    @GetMapping("/new-address")
    @Access(Who.ANYONE)
    String moveForm() {
        return "identity/new-address";
    }

    @PostMapping("/new-address")
    @Access(Who.ANYONE)
    @RateLimited("confirm")
    String move(@RequestParam String token) {
        moveAddress.move(token);
        return "redirect:/account";
    }
}
