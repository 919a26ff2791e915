package dev.fairground.identity;

import dev.fairground.platform.ratelimit.RateLimited;
import dev.fairground.platform.web.Access;
import dev.fairground.platform.web.Who;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Signing in and out, for people. */
@Controller
class SignInPages implements RefusedForm {

    private final Members members;
    private final AskForLink askForLink;
    private final Sessions sessions;

    SignInPages(Members members, AskForLink askForLink, Sessions sessions) {
        this.members = members;
        this.askForLink = askForLink;
        this.sessions = sessions;
    }

    @GetMapping("/log-in")
    @Access(Who.ANYONE)
    String logInForm() {
        return "identity/log-in";
    }

    /** {@code then} is the page on which somebody was asked to sign in. */
    @PostMapping("/log-in")
    @Access(Who.ANYONE)
    @RateLimited("log-in-by-address")
    String logIn(
            @RequestParam String email,
            @RequestParam String password,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String then,
            HttpServletRequest request,
            HttpServletResponse response) {
        sessions.begin(members.authenticate(email, password, code), request, response);
        return "redirect:" + pageOfOurs(then);
    }

    @PostMapping("/log-out")
    @Access(Who.ANYONE)
    String logOut(HttpServletRequest request) {
        sessions.end(request);
        return "redirect:/log-in";
    }

    @GetMapping("/sign-in-link")
    @Access(Who.ANYONE)
    String linkForm() {
        return "identity/sign-in-link";
    }

    @PostMapping("/sign-in-link")
    @Access(Who.ANYONE)
    @RateLimited("sign-in-link")
    String requestLink(@RequestParam String email) {
        askForLink.toSignIn(new EmailAddress(email));
        return "redirect:/mail-sent";
    }

    /** Opening the link uses nothing up; the button on its page does. */
    @GetMapping("/sign-in")
    @Access(Who.ANYONE)
    String linkOpened() {
        return "identity/sign-in";
    }

    @PostMapping("/sign-in")
    @Access(Who.ANYONE)
    @RateLimited("log-in-by-address")
    String useLink(
            @RequestParam String token,
            @RequestParam(defaultValue = "") String code,
            HttpServletRequest request,
            HttpServletResponse response) {
        sessions.begin(members.redeemSignInLink(token, code), request, response);
        return "redirect:/account";
    }

    /** A path and nothing else: {@code //host} and {@code /\host} are other sites to a browser. */
    private static String pageOfOurs(String then) {
        return then.matches("/(?![/\\\\])[\\x21-\\x5b\\x5d-\\x7e]*") ? then : "/account";
    }
}
