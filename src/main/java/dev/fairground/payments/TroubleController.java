package dev.fairground.payments;

import dev.fairground.platform.web.Access;
import dev.fairground.platform.web.Page;
import dev.fairground.platform.web.PageRequest;
import dev.fairground.platform.web.Who;
import jakarta.validation.Valid;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows staff where money is in trouble. */
@RestController
@RequestMapping(path = "/api/{version}", version = "1+")
class TroubleController {

    private final TroubleViews views;

    TroubleController(TroubleViews views) {
        this.views = views;
    }

    @GetMapping("/disputes")
    @Access(value = Who.STAFF, needs = "staff:support-read", scope = "staff:read")
    Page<TroubleViews.DisputeItem> disputes(@Valid PageRequest page) {
        return views.disputes(page);
    }

    @GetMapping("/failed-refunds")
    @Access(value = Who.STAFF, needs = "staff:support-read", scope = "staff:read")
    Page<TroubleViews.FailedRefund> failedRefunds(@Valid PageRequest page) {
        return views.failedRefunds(page);
    }

    /** Where the provider's statement and our books differ, or did. */
    @GetMapping("/statement-differences")
    @Access(value = Who.STAFF, needs = "staff:support-read", scope = "staff:read")
    Page<TroubleViews.StatementDifference> statementDifferences(@Valid PageRequest page) {
        return views.statementDifferences(page);
    }
}
