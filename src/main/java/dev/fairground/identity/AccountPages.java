package dev.fairground.identity;

import dev.fairground.platform.ratelimit.RateLimited;
import dev.fairground.platform.web.Access;
import dev.fairground.platform.web.Who;
import jakarta.servlet.http.HttpSession;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What a member sees and changes of their own account. */
@Controller
@RequestMapping("/account")
class AccountPages {

    private final MemberViews views;
    private final EditProfile editProfile;
    private final EnrolSecondFactor enrol;
    private final Sessions sessions;

    AccountPages(MemberViews views, EditProfile editProfile, EnrolSecondFactor enrol, Sessions sessions) {
        this.views = views;
        this.editProfile = editProfile;
        this.enrol = enrol;
        this.sessions = sessions;
    }

    @GetMapping
    @Access(Who.MEMBER)
    String account(MemberId id, HttpSession session, Model page) {
        page.addAttribute("member", views.find(id).orElseThrow(IdentityRefused::noSuchMember));
        page.addAttribute("sessions", sessions.of(id, session.getId()));
        enrol.begun(id).ifPresent(enrolment -> page.addAttribute("enrolment", enrolment));
        return "identity/account";
    }

    @PostMapping("/profile")
    @Access(Who.MEMBER)
    String rename(MemberId id, @RequestParam String displayName, RedirectAttributes next) {
        return back(next, () -> editProfile.rename(id, new DisplayName(displayName)));
    }

    @PostMapping("/second-factor")
    @Access(Who.MEMBER)
    @RateLimited("second-factor-enrolment")
    String beginSecondFactor(MemberId id, RedirectAttributes next) {
        return back(next, () -> enrol.begin(id));
    }

    @PostMapping("/second-factor/confirmation")
    @Access(Who.MEMBER)
    @RateLimited("second-factor-enrolment")
    String confirmSecondFactor(MemberId id, @RequestParam String code, RedirectAttributes next) {
        return back(next, () -> enrol.confirm(id, code));
    }

    /** A key that names none of the member's sessions ends none: the other one may just have ended by itself. */
    @PostMapping("/sessions/end")
    @Access(Who.MEMBER)
    String endSession(MemberId id, @RequestParam String key) {
        sessions.end(id, key);
        return "redirect:/account";
    }

    private static String back(RedirectAttributes next, Runnable change) {
        try {
            change.run();
        } catch (IdentityRefused refused) {
            next.addFlashAttribute("refusal", refused.detail());
        }
        return "redirect:/account";
    }
}
