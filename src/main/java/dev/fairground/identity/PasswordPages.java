package dev.fairground.identity;

import dev.fairground.platform.ratelimit.RateLimited;
import dev.fairground.platform.web.Access;
import dev.fairground.platform.web.Who;
import jakarta.servlet.http.HttpSession;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A forgotten password and a changed one, for people. */
@Controller
class PasswordPages implements RefusedForm {

    private final AskForLink askForLink;
    private final ReplacePassword replacePassword;
    private final Sessions sessions;

    PasswordPages(AskForLink askForLink, ReplacePassword replacePassword, Sessions sessions) {
        this.askForLink = askForLink;
        this.replacePassword = replacePassword;
        this.sessions = sessions;
    }

    @GetMapping("/forgot")
    @Access(Who.ANYONE)
    String forgotForm() {
        return "identity/forgot";
    }

    @PostMapping("/forgot")
    @Access(Who.ANYONE)
    @RateLimited("password-reset")
    String forgot(@RequestParam String email) {
        askForLink.toResetPassword(new EmailAddress(email));
        return "redirect:/mail-sent";
    }

    @GetMapping("/reset")
    @Access(Who.ANYONE)
    String resetForm() {
        return "identity/reset";
    }

    @PostMapping("/reset")
    @Access(Who.ANYONE)
    @RateLimited("password-reset")
    String reset(@RequestParam String token, @RequestParam String password) {
        sessions.endAllOf(replacePassword.byLink(token, password));
        return "redirect:/log-in?reset";
    }

    @GetMapping("/account/password")
    @Access(Who.MEMBER)
    String changeForm() {
        return "identity/account/password";
    }

    @PostMapping("/account/password")
    @Access(Who.MEMBER)
    String change(
            MemberId member, @RequestParam String currentPassword, @RequestParam String password, HttpSession session) {
        replacePassword.byPassword(member, currentPassword, password);
        sessions.endOthersOf(member, session.getId());
        return "redirect:/account?changed";
    }
}
