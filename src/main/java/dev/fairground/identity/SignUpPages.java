package dev.fairground.identity;

import dev.fairground.platform.errors.Refusal;
import dev.fairground.platform.errors.Together;
import dev.fairground.platform.ratelimit.RateLimited;
import dev.fairground.platform.web.Access;
import dev.fairground.platform.web.Who;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Signing up and confirming, for people. A link in a mail only opens a page: programs that scan mails follow links too. */
@Controller
class SignUpPages implements RefusedForm {

    private final SignUp signUp;
    private final ConfirmAddress confirmAddress;
    private final IdentitySettings.Siteverify humanCheck;

    SignUpPages(SignUp signUp, ConfirmAddress confirmAddress, IdentitySettings settings) {
        this.signUp = signUp;
        this.confirmAddress = confirmAddress;
        this.humanCheck = settings.humanCheck();
    }

    @GetMapping("/sign-up")
    @Access(Who.ANYONE)
    ModelAndView signUpForm() {
        return new ModelAndView("identity/sign-up", widget());
    }

    @PostMapping("/sign-up")
    @Access(Who.ANYONE)
    @RateLimited("sign-up")
    String signUp(
            @RequestParam String email,
            @RequestParam String handle,
            @RequestParam String displayName,
            @RequestParam String password,
            @RequestParam(name = "cf-turnstile-response", defaultValue = "") String humanCheckToken) {
        signUp.signUp(email, handle, displayName, password, humanCheckToken);
        return "redirect:/mail-sent";
    }

    @GetMapping("/mail-sent")
    @Access(Who.ANYONE)
    String mailSent() {
        return "identity/mail-sent";
    }

    @GetMapping("/confirm")
    @Access(Who.ANYONE)
    String confirmForm() {
        return "identity/confirm";
    }

    @PostMapping("/confirm")
    @Access(Who.ANYONE)
    @RateLimited("confirm")
    String confirm(@RequestParam String token) {
        confirmAddress.confirm(token);
        return "redirect:/log-in?confirmed";
    }

    @Override
    @ExceptionHandler({IdentityRefused.class, Together.Several.class})
    public ModelAndView shownAgain(Refusal refused, HttpServletRequest request) {
        var page = RefusedForm.super.shownAgain(refused, request);
        page.addAllObjects(widget());
        return page;
    }

    /** The human check's own script draws it; where to fetch that from, and for which site. */
    private Map<String, String> widget() {
        return Map.of(
                "humanCheckScript",
                        humanCheck.publicUrl().resolve("/turnstile/v0/api.js").toString(),
                "humanCheckSiteKey", humanCheck.siteKey());
    }
}
