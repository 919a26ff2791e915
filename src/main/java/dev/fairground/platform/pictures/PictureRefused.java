package dev.fairground.platform.pictures;

import dev.fairground.platform.errors.Kind;
import dev.fairground.platform.errors.Reason;
import dev.fairground.platform.errors.Refusal;
import java.time.Duration;

/** What we do not take as a picture. */
final class PictureRefused extends Refusal {

    static final Reason TYPE = Reason.of(
            Kind.INVALID,
            "picture-type-not-taken",
            "This is no picture that we take: send a JPEG or a PNG, in RGB or grey.");
    static final Reason BROKEN =
            Reason.of(Kind.INVALID, "picture-broken", "The picture is incomplete or damaged, or more than a picture.");
    static final Reason ANIMATED = Reason.of(Kind.INVALID, "picture-animated", "The picture moves; send a still one.");
    static final Reason PIXELS = Reason.of(
            Kind.TOO_LARGE,
            "picture-too-many-pixels",
            "A picture has at most 25 million pixels, 13 million if it is progressive, and 16,000 along a side.");
    static final Reason BUSY = Reason.of(
            Kind.UNAVAILABLE,
            "pictures-busy",
            "Many pictures are being taken in at the moment; send it again shortly.");

    /** A few pictures' time. */
    private static final Duration SHORTLY = Duration.ofSeconds(2);

    private PictureRefused(Reason reason) {
        super(reason);
    }

    private PictureRefused(Reason reason, Duration retryAfter) {
        super(reason, reason.sentence(), retryAfter);
    }

    static PictureRefused type() {
        return new PictureRefused(TYPE);
    }

    static PictureRefused broken() {
        return new PictureRefused(BROKEN);
    }

    static PictureRefused animated() {
        return new PictureRefused(ANIMATED);
    }

    static PictureRefused tooManyPixels() {
        return new PictureRefused(PIXELS);
    }

    static PictureRefused busy() {
        return new PictureRefused(BUSY, SHORTLY);
    }
}
