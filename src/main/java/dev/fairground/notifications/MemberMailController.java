package dev.fairground.notifications;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.fairground.identity.Member;
import dev.fairground.identity.MemberId;
import dev.fairground.identity.Members;
import dev.fairground.platform.web.Access;
import dev.fairground.platform.web.Page;
import dev.fairground.platform.web.PageRequest;
import dev.fairground.platform.web.Who;
import jakarta.validation.Valid;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** For support: what a member was sent, how they can be reached, and writing to their address again. */
@RestController
@RequestMapping(path = "/api/{version}/members/{id}", version = "1+")
class MemberMailController {

    private final Members members;
    private final SentViews sent;
    private final DeviceStore devices;
    private final SuppressionStore suppressions;
    private final TrustAddress trust;

    MemberMailController(
            Members members, SentViews sent, DeviceStore devices, SuppressionStore suppressions, TrustAddress trust) {
        this.members = members;
        this.sent = sent;
        this.devices = devices;
        this.suppressions = suppressions;
        this.trust = trust;
    }

    @GetMapping("/sent-messages")
    @Access(value = Who.STAFF, needs = "staff:support-read", scope = "staff:read")
    Page<SentViews.SentItem> sent(@PathVariable MemberId id, @Valid PageRequest page) {
        return sent.to(member(id).id(), "", page);
    }

    @GetMapping("/reach")
    @Access(value = Who.STAFF, needs = "staff:support-read", scope = "staff:read")
    MemberReach reach(@PathVariable MemberId id) {
        var stopped = suppressions.of(member(id).email());
        return new MemberReach(
                stopped.map(one -> new MailStopped(one.cause().name(), one.detail(), one.since()))
                        .orElse(null),
                devices.all(id));
    }

    /** The next mail shows whether it arrives. */
    @DeleteMapping("/reach/suppression")
    @Access(value = Who.STAFF, needs = "staff:support-read", scope = "staff:write")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void trust(@PathVariable MemberId id) {
        trust.again(member(id));
    }

    private Member member(MemberId id) {
        return members.find(id).orElseThrow(NotificationRefused::noSuchRecipient);
    }

    /** @param mailStopped left out while we write to the member's address */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record MemberReach(@Nullable MailStopped mailStopped, List<DeviceStore.DeviceLine> devices) {}

    record MailStopped(String cause, String detail, Instant since) {}
}
