package dev.fairground.platform.web;

import dev.fairground.platform.errors.Kind;
import dev.fairground.platform.errors.Reason;
import dev.fairground.platform.errors.Refusal;

/** What no handler is to read: too much, or characters that no text has. */
final class BodyRefused extends Refusal {

    static final Reason TOO_LARGE =
            Reason.of(Kind.TOO_LARGE, "body-too-large", "The body is larger than this application takes.");
    static final Reason NUL =
            Reason.of(Kind.INVALID, "nul-character", "Text holds no NUL character; the field at fault is named.");
    static final Reason PARAMETERS = Reason.of(
            Kind.INVALID, "malformed-parameters", "The query or the form is not well-formed; percent-encode it.");
    static final Reason ENCODED = Reason.invalid(
            "body-encoded", "Content-Encoding", "Bodies are taken as they are; send yours without a Content-Encoding.");

    static final Reason BROKEN = Reason.of(
            Kind.INVALID, "body-broken", "The body ended before it was whole, or is not framed as HTTP frames bodies.");

    private BodyRefused(Reason reason) {
        super(reason);
    }

    static BodyRefused tooLarge() {
        return new BodyRefused(TOO_LARGE);
    }

    static BodyRefused nul(String field) {
        return new BodyRefused(
                new Reason(NUL.code(), NUL.kind(), "Contains a NUL character.", field, NUL.constraints()));
    }

    static BodyRefused encoded() {
        return new BodyRefused(ENCODED);
    }

    static BodyRefused broken() {
        return new BodyRefused(BROKEN);
    }

    static BodyRefused parameters() {
        return new BodyRefused(PARAMETERS);
    }
}
