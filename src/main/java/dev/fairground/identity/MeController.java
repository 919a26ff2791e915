package dev.fairground.identity;

import static org.springframework.http.HttpStatus.CREATED;
import static org.springframework.http.HttpStatus.NO_CONTENT;

import dev.fairground.platform.ratelimit.RateLimited;
import dev.fairground.platform.web.Access;
import dev.fairground.platform.web.Who;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The signed-in member's own account. */
@RestController
@RequestMapping("/api/{version}/me")
class MeController {

    private final MemberViews views;
    private final EditProfile editProfile;
    private final EnrolSecondFactor enrol;

    MeController(MemberViews views, EditProfile editProfile, EnrolSecondFactor enrol) {
        this.views = views;
        this.editProfile = editProfile;
        this.enrol = enrol;
    }

    @GetMapping(version = "1+")
    @Access(value = Who.MEMBER, scope = "profile:read")
    Me me(MemberId id) {
        return views.find(id).map(Me::from).orElseThrow(IdentityRefused::noSuchMember);
    }

    @PatchMapping(version = "1+")
    @Access(value = Who.MEMBER, scope = "profile:write")
    Me edit(MemberId id, @Valid @RequestBody Profile profile) {
        editProfile.rename(id, new DisplayName(profile.displayName));
        return me(id);
    }

    @PostMapping(path = "/second-factor", version = "1+")
    @ResponseStatus(CREATED)
    @Access(value = Who.MEMBER, scope = "profile:write")
    @RateLimited("second-factor-enrolment")
    EnrolSecondFactor.Enrolment beginSecondFactor(MemberId id) {
        return enrol.begin(id);
    }

    @PutMapping(path = "/second-factor/confirmation", version = "1+")
    @ResponseStatus(NO_CONTENT)
    @Access(value = Who.MEMBER, scope = "profile:write")
    @RateLimited("second-factor-enrolment")
    void confirmSecondFactor(MemberId id, @Valid @RequestBody Code code) {
        enrol.confirm(id, code.code);
    }

    record Me(MemberId id, String handle, String displayName, String email, boolean secondFactor) {

        static Me from(Member member) {
            return new Me(member.id(), member.handle(), member.displayName(), member.email(), member.secondFactor());
        }
    }

    record Profile(@NotNull String displayName) {}

    record Code(@NotNull String code) {}
}
