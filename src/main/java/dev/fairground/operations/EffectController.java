package dev.fairground.operations;

import dev.fairground.platform.effects.EffectKind;
import dev.fairground.platform.effects.EffectViews;
import dev.fairground.platform.web.Access;
import dev.fairground.platform.web.Page;
import dev.fairground.platform.web.PageRequest;
import dev.fairground.platform.web.Who;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What releases did to the world outside, for operators' programs. */
@RestController
@RequestMapping(path = "/api/{version}/releases/{release}/effects", version = "1+")
class EffectController {

    private final OperateEffects operate;

    EffectController(OperateEffects operate) {
        this.operate = operate;
    }

    /** What one release did, in its order. A release is a commit as it stands in the header {@code X-Release} of its answers. */
    @GetMapping
    @Access(value = Who.STAFF, needs = "staff:operate", scope = "staff:read")
    Page<EffectViews.EffectLine> all(@PathVariable String release, @Valid Which which, @Valid PageRequest page) {
        return operate.effects(release, which.kind(), page);
    }

    /** @param kind of this kind alone, or of all where it is left out */
    record Which(@Nullable EffectKind kind) {}
}
