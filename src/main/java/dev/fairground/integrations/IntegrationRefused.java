package dev.fairground.integrations;

import dev.fairground.platform.errors.Reason;
import dev.fairground.platform.errors.Refusal;
import java.util.List;

/** Every "no" of the integrations. */
final class IntegrationRefused extends Refusal {

    static final Reason NO_SUCH_ENDPOINT =
            Reason.notFound("no-such-webhook-endpoint", "None of your shops has such an endpoint.");
    static final Reason NO_SUCH_MESSAGE =
            Reason.notFound("no-such-webhook-message", "There is no such message, or it is too old to be kept.");
    static final Reason ADDRESS_NOT_TAKEN = Reason.invalid(
                    "webhook-address-not-taken",
                    "address",
                    "An address begins with https://, has no name or password in it, port 443 or 8443,"
                            + " and is open to the internet.")
            .heldBy("endpoint_address_form");
    static final Reason ADDRESS_TAKEN = new Reason(
                    "webhook-address-registered",
                    dev.fairground.platform.errors.Kind.CONFLICT,
                    "The shop has an endpoint with this address already.",
                    "address",
                    List.of())
            .heldBy("endpoint_once_per_shop");
    static final Reason NO_KINDS = Reason.invalid(
                    "webhook-kinds-missing", "kinds", "Choose what the endpoint is to be told of.")
            .heldBy("endpoint_kinds_some");
    static final Reason TOO_MANY_ENDPOINTS =
            Reason.conflict("too-many-webhook-endpoints", "A shop has ten endpoints at most. Delete one first.");
    static final Reason DISABLED =
            Reason.conflict("webhook-endpoint-disabled", "The endpoint is disabled. Activate it first.");
    static final Reason STILL_WAITING = Reason.conflict(
            "webhook-message-waiting", "The message is on its way still, and is tried again by itself.");

    private IntegrationRefused(Reason reason) {
        super(reason);
    }

    /** Also where the shop is another's or none at all: nobody learns which. */
    static IntegrationRefused noSuchEndpoint() {
        return new IntegrationRefused(NO_SUCH_ENDPOINT);
    }

    static IntegrationRefused noSuchMessage() {
        return new IntegrationRefused(NO_SUCH_MESSAGE);
    }

    static IntegrationRefused addressNotTaken() {
        return new IntegrationRefused(ADDRESS_NOT_TAKEN);
    }

    static IntegrationRefused addressTaken() {
        return new IntegrationRefused(ADDRESS_TAKEN);
    }

    static IntegrationRefused noKinds() {
        return new IntegrationRefused(NO_KINDS);
    }

    static IntegrationRefused tooManyEndpoints() {
        return new IntegrationRefused(TOO_MANY_ENDPOINTS);
    }

    static IntegrationRefused disabled() {
        return new IntegrationRefused(DISABLED);
    }

    static IntegrationRefused stillWaiting() {
        return new IntegrationRefused(STILL_WAITING);
    }
}
