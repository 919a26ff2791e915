package dev.fairground.shops;

import dev.fairground.access.Caller;
import dev.fairground.platform.web.Access;
import dev.fairground.platform.web.Who;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shops: open one, look at one, change what it says of itself. */
@RestController
@RequestMapping(path = "/api/{version}/shops", version = "1+")
class ShopController {

    private final OpenShop openShop;
    private final EditShop editShop;
    private final ShopViews views;

    ShopController(OpenShop openShop, EditShop editShop, ShopViews views) {
        this.openShop = openShop;
        this.editShop = editShop;
        this.views = views;
    }

    @PostMapping
    @Access(value = Who.MEMBER, scope = "shops:write")
    ResponseEntity<ShopViews.ShopView> open(
            Caller caller, @PathVariable String version, @Valid @RequestBody Opening opening) {
        ShopId id = openShop.open(caller.id(), opening.handle(), opening.name(), opening.description());
        return ResponseEntity.created(URI.create("/api/" + version + "/shops/" + id))
                .body(one(id));
    }

    @GetMapping("/{id}")
    @Access(Who.ANYONE)
    ShopViews.ShopView one(@PathVariable ShopId id) {
        return views.one(id).orElseThrow(ShopRefused::noSuchShop);
    }

    @GetMapping
    @Access(value = Who.MEMBER, scope = "shops:read")
    List<ShopViews.MyShop> mine(Caller caller) {
        return views.of(caller);
    }

    @PatchMapping("/{id}")
    @Access(value = Who.TEAM, needs = ShopRights.TEAM, scope = "shops:write")
    ShopViews.ShopView edit(Caller caller, @PathVariable ShopId id, @Valid @RequestBody Edit edit) {
        editShop.edit(caller, id, edit.name(), edit.description());
        return one(id);
    }

    record Opening(
            @NotNull
            @Size(min = 3, max = 40)
            // The length first: a repeated group takes stack for each turn, and a body has room for a million.
            @Pattern(regexp = "(?=.{0,40}$)[a-z0-9](-?[a-z0-9])*", message = "Takes a-z, 0-9 and single hyphens.")
            String handle,

            @NotNull
            @Size(min = 2, max = 60)
            @Pattern(regexp = "\\S(.*\\S)?", message = "Starts and ends with a visible character.")
            String name,

            @Size(max = 2000) String description) {

        Opening {
            // One more than it may have is refused all the same, and is not matched to the end of the stack.
            handle = handle != null && handle.length() > 41 ? handle.substring(0, 41) : handle;
            description = description == null ? "" : description;
        }
    }

    record Edit(
            @Size(min = 2, max = 60)
            @Pattern(regexp = "\\S(.*\\S)?", message = "Starts and ends with a visible character.")
            @Nullable
            String name,

            @Size(max = 2000) @Nullable String description) {}
}
