package dev.fairground.shops;

import dev.fairground.access.Caller;
import dev.fairground.identity.MemberId;
import dev.fairground.platform.web.Access;
import dev.fairground.platform.web.Who;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A shop's team, and the invitations by which it grows. */
@RestController
@RequestMapping(path = "/api/{version}", version = "1+")
class TeamController {

    private final InviteStaff inviteStaff;
    private final JoinTeam joinTeam;
    private final ChangeTeam changeTeam;
    private final ShopViews views;

    TeamController(InviteStaff inviteStaff, JoinTeam joinTeam, ChangeTeam changeTeam, ShopViews views) {
        this.inviteStaff = inviteStaff;
        this.joinTeam = joinTeam;
        this.changeTeam = changeTeam;
        this.views = views;
    }

    @GetMapping("/shops/{shop}/team")
    @Access(value = Who.TEAM, needs = ShopRights.ORDERS, scope = "shops:read")
    List<ShopViews.Colleague> team(Caller caller, @PathVariable ShopId shop) {
        var team = views.team(caller, shop);
        if (team.isEmpty()) {
            throw ShopRefused.noSuchShop();
        }
        return team;
    }

    @PutMapping("/shops/{shop}/team/{member}")
    @Access(value = Who.TEAM, needs = ShopRights.TEAM, scope = "shops:write")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void assign(
            Caller caller,
            @PathVariable ShopId shop,
            @PathVariable MemberId member,
            @Valid @RequestBody Assignment assignment) {
        changeTeam.assign(caller, shop, member, assignment.role());
    }

    @DeleteMapping("/shops/{shop}/team/{member}")
    @Access(value = Who.TEAM, needs = ShopRights.TEAM, scope = "shops:write")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void release(Caller caller, @PathVariable ShopId shop, @PathVariable MemberId member) {
        changeTeam.release(caller, shop, member);
    }

    /** Gives a suspended colleague a seat: a free one, or that of the colleague named by {@code instead}, who is suspended in turn. */
    @PutMapping("/shops/{shop}/team/{member}/seat")
    @Access(value = Who.TEAM, needs = ShopRights.TEAM, scope = "shops:write")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void seat(Caller caller, @PathVariable ShopId shop, @PathVariable MemberId member, @Valid @RequestBody Seat seat) {
        changeTeam.seat(caller, shop, member, seat.instead());
    }

    @PostMapping("/shops/{shop}/invitations")
    @Access(value = Who.TEAM, needs = ShopRights.TEAM, scope = "shops:write")
    @ResponseStatus(HttpStatus.CREATED)
    Invited invite(Caller caller, @PathVariable ShopId shop, @Valid @RequestBody Invite invite) {
        return new Invited(inviteStaff.invite(caller, shop, invite.handle(), invite.role()));
    }

    @GetMapping("/invitations")
    @Access(value = Who.MEMBER, scope = "shops:read")
    List<ShopViews.OpenInvitation> invitations(Caller caller) {
        return views.invitations(caller.id());
    }

    @PutMapping("/invitations/{id}/acceptance")
    @Access(value = Who.MEMBER, scope = "shops:write")
    Joined accept(Caller caller, @PathVariable InvitationId id) {
        return new Joined(joinTeam.accept(caller.id(), id));
    }

    @PutMapping("/invitations/{id}/refusal")
    @Access(value = Who.MEMBER, scope = "shops:write")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void decline(Caller caller, @PathVariable InvitationId id) {
        joinTeam.decline(caller.id(), id);
    }

    record Assignment(@NotNull Role role) {}

    record Seat(@Nullable MemberId instead) {}

    record Invite(
            @NotBlank @Size(max = 40) String handle,
            @NotNull Role role) {}

    record Invited(InvitationId id) {}

    record Joined(ShopId shop) {}
}
