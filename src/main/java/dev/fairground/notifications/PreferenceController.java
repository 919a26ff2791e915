package dev.fairground.notifications;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.fairground.access.Caller;
import dev.fairground.identity.Members;
import dev.fairground.notifications.Preferences.Wishes;
import dev.fairground.platform.web.Access;
import dev.fairground.platform.web.Who;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a member wants besides the inbox, and whether mail reaches them. */
@RestController
@RequestMapping(path = "/api/{version}/notification-preferences", version = "1+")
class PreferenceController {

    private final Preferences preferences;
    private final Members members;

    PreferenceController(Preferences preferences, Members members) {
        this.preferences = preferences;
        this.members = members;
    }

    @GetMapping
    @Access(value = Who.MEMBER, scope = "notifications:read")
    NotificationPreferences show(Caller caller) {
        var trouble = members.find(caller.id()).map(preferences::reach).flatMap(Reach::trouble);
        return new NotificationPreferences(
                preferences.of(caller.id()), trouble.map(Enum::name).orElse(null));
    }

    @PutMapping
    @Access(value = Who.MEMBER, scope = "notifications:write")
    NotificationPreferences change(Caller caller, @Valid @RequestBody Wishes wishes) {
        preferences.change(caller.id(), wishes);
        return show(caller);
    }

    /** @param mailStopped why we do not write to the member's address; left out while we do */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record NotificationPreferences(Wishes wishes, @Nullable String mailStopped) {}
}
