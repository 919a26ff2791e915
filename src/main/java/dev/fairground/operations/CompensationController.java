package dev.fairground.operations;

import dev.fairground.platform.effects.CompensationViews;
import dev.fairground.platform.effects.EffectKind;
import dev.fairground.platform.web.Access;
import dev.fairground.platform.web.Page;
import dev.fairground.platform.web.PageRequest;
import dev.fairground.platform.web.Who;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Plans to undo what a release did outside, for operators' programs. */
@RestController
@RequestMapping(path = "/api/{version}/compensations", version = "1+")
class CompensationController {

    private final OperateEffects operate;

    CompensationController(OperateEffects operate) {
        this.operate = operate;
    }

    /** The newest first. */
    @GetMapping
    @Access(value = Who.STAFF, needs = "staff:operate", scope = "staff:read")
    Page<CompensationViews.CompensationPlan> all(@Valid PageRequest page) {
        return operate.plans(page);
    }

    /** Lists what would be done and what cannot be. Nothing is done by it. */
    @PostMapping
    @Access(value = Who.STAFF, needs = "staff:operate", scope = "staff:write")
    @ResponseStatus(HttpStatus.CREATED)
    CompensationDetail plan(@Valid @RequestBody WantedCompensation wanted) {
        return one(operate.plan(wanted.release(), wanted.kind(), wanted.why()));
    }

    @GetMapping("/{id}")
    @Access(value = Who.STAFF, needs = "staff:operate", scope = "staff:read")
    CompensationDetail one(@PathVariable UUID id) {
        return new CompensationDetail(operate.plan(id), operate.sums(id));
    }

    /** Each effect in the plan, in the order in which they were made. */
    @GetMapping("/{compensation}/items")
    @Access(value = Who.STAFF, needs = "staff:operate", scope = "staff:read")
    Page<CompensationViews.CompensationItem> items(@PathVariable UUID compensation, @Valid PageRequest page) {
        return operate.items(compensation, page);
    }

    /** By another person than the planner. */
    @PutMapping("/{id}/approval")
    @Access(value = Who.STAFF, needs = "staff:operate", scope = "staff:write")
    CompensationDetail approve(@PathVariable UUID id) {
        operate.approve(id);
        return one(id);
    }

    /** Has everything in an approved plan undone, once however often it is asked for. */
    @PutMapping("/{id}/run")
    @Access(value = Who.STAFF, needs = "staff:operate", scope = "staff:write")
    CompensationDetail begin(@PathVariable UUID id) {
        operate.begin(id);
        return one(id);
    }

    /** @param sums what is done or would be, counted by kind, by what becomes of it and how far it is */
    record CompensationDetail(CompensationViews.CompensationPlan plan, List<CompensationViews.CompensationSum> sums) {}

    /**
     * @param kind of this kind alone, or all where it is left out
     * @param why stands in the audit trail and with each refund
     */
    record WantedCompensation(
            @NotNull @Pattern(regexp = OperateEffects.RELEASE, message = "Is a commit, such as 1a2b3c4.")
            String release,

            @Nullable EffectKind kind,
            @NotBlank @Size(max = 200) String why) {}
}
