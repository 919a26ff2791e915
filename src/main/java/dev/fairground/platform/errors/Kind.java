package dev.fairground.platform.errors;

/** What sort of "no" a refusal is. Each has one HTTP status; no module knows another. */
public enum Kind {
    /** The request breaks a rule that its sender can see in the request itself. */
    INVALID(400),
    /** Nobody is signed in, or the credentials do not hold. */
    UNAUTHENTICATED(401),
    /** Signed in, but this is not theirs to do. */
    FORBIDDEN(403),
    /** No such thing, or none that this caller may know of. */
    NOT_FOUND(404),
    /** It clashes with how things stand now; the same request may succeed later. */
    CONFLICT(409),
    /** It was there and is not coming back. */
    GONE(410),
    /** More than we take in one request. */
    TOO_LARGE(413),
    /** Well-formed, but it contradicts an earlier request. */
    UNPROCESSABLE(422),
    /** Too often; a retry is welcome after a stated time. */
    TOO_MANY(429),
    /** Something we depend on is not answering; nothing was changed. */
    UNAVAILABLE(503);

    private final int status;

    Kind(int status) {
        this.status = status;
    }

    /** The HTTP status, for the rim and for pages that explain it. */
    public int status() {
        return status;
    }
}
