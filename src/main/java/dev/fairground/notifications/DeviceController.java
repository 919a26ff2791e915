package dev.fairground.notifications;

import dev.fairground.access.Caller;
import dev.fairground.notifications.DeviceStore.Platform;
import dev.fairground.platform.web.Access;
import dev.fairground.platform.web.Who;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A member's own devices: the app registers itself here with the token that its platform gave it. */
@RestController
@RequestMapping(path = "/api/{version}/devices", version = "1+")
class DeviceController {

    private final DeviceStore devices;

    DeviceController(DeviceStore devices) {
        this.devices = devices;
    }

    @GetMapping
    @Access(value = Who.MEMBER, scope = "notifications:read")
    List<DeviceStore.DeviceLine> all(Caller caller) {
        return devices.all(caller.id());
    }

    /** The same token again is the same device. */
    @PostMapping
    @Access(value = Who.MEMBER, scope = "notifications:write")
    @ResponseStatus(HttpStatus.CREATED)
    RegisteredDevice register(Caller caller, @Valid @RequestBody DeviceToken device) {
        return new RegisteredDevice(devices.register(caller.id(), device.platform, device.token));
    }

    @DeleteMapping("/{id}")
    @Access(value = Who.MEMBER, scope = "notifications:write")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void retire(Caller caller, @PathVariable UUID id) {
        if (!devices.retire(caller.id(), id)) throw NotificationRefused.noSuchDevice();
    }

    record DeviceToken(
            @NotNull Platform platform,

            @NotNull
            @Pattern(regexp = "[!-~]{1,1000}", message = "Is what the platform gave: up to 1000 visible characters.")
            String token) {}

    record RegisteredDevice(UUID id) {}
}
