package dev.fairground.platform.errors;

import static dev.fairground.platform.errors.Kind.CONFLICT;
import static dev.fairground.platform.errors.Kind.FORBIDDEN;
import static dev.fairground.platform.errors.Kind.INVALID;
import static dev.fairground.platform.errors.Kind.NOT_FOUND;
import static dev.fairground.platform.errors.Kind.UNAVAILABLE;

/** The reasons that belong to no module: what the rim itself says when a request cannot be read, routed or served. */
final class Faults {

    static final Reason INVALID_REQUEST = Reason.of(
            INVALID, "invalid-request", "Some fields of the request do not hold; each is listed under errors.");
    static final Reason UNREADABLE_BODY =
            Reason.of(INVALID, "unreadable-body", "The body is not the JSON document that this endpoint reads.");
    static final Reason BAD_REQUEST = Reason.of(INVALID, "bad-request", "The request is not well-formed.");
    static final Reason UNKNOWN_VERSION =
            Reason.of(INVALID, "unknown-api-version", "There is no such API version; v1 and v2 are served.");
    static final Reason NO_SUCH_PAGE = Reason.of(NOT_FOUND, "no-such-resource", "There is nothing at this address.");
    static final Reason METHOD = new Reason(
            "method-not-allowed", INVALID, "This address does not take that method.", null, java.util.List.of());
    static final Reason MEDIA_TYPE = Reason.of(
            INVALID,
            "unsupported-media-type",
            "This address does not take that media type; most take application/json.");
    static final Reason NOT_ACCEPTABLE =
            Reason.of(INVALID, "not-acceptable", "This endpoint cannot answer in a media type that you accept.");
    static final Reason CHANGED_MEANWHILE = Reason.of(
            CONFLICT, "changed-meanwhile", "Somebody changed this at the same moment. Read it again and retry.");
    static final Reason BUSY = Reason.of(
            UNAVAILABLE,
            "busy",
            "We could not do this in time. Please retry shortly, under the same key where there was one.");
    static final Reason CROSS_SITE =
            Reason.of(FORBIDDEN, "form-expired", "This form is too old or came from elsewhere. Load the page again.");
    static final Reason INTERNAL = Reason.of(
            UNAVAILABLE,
            "internal-error",
            "Something went wrong on our side. Quote the trace id if you ask us about it.");

    private Faults() {}
}
