package dev.fairground.orders;

import dev.fairground.listings.Listings.Wanted;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Something of an order that its buyer asked to send back. It decides what may follow; whoever asks holds the order's lock.
 *
 * @param since when it came to where it is, for one that has not ended
 */
record GoodsReturn(ReturnId id, Standing standing, Instant since, List<LineCount> lines) {

    /** A shop that says nothing for a week has agreed, so that silence does not outlast the time for complaints. */
    static final Duration TIME_TO_ANSWER = Duration.ofDays(7);

    /** A parcel takes days and a buyer some more; what has not come in thirty is not coming. */
    static final Duration TIME_TO_SEND = Duration.ofDays(30);

    GoodsReturn {
        lines = List.copyOf(lines);
    }

    /** A new one of these lines of an order, or of all of it that was not given back for. */
    static GoodsReturn of(Order order, List<Wanted> named, Instant now) {
        if (now.isAfter(order.complaintsEnd())) {
            throw OrderRefused.returnTooLate();
        }
        var back = named.isEmpty()
                ? IntStream.range(0, order.lines().size())
                        .mapToObj(at -> new LineCount(at, order.lines().get(at).unrefunded()))
                        .filter(line -> line.quantity() > 0)
                        .toList()
                : named.stream().map(order::counted).toList();
        if (back.isEmpty()) {
            throw OrderRefused.refundedAlready();
        }
        return new GoodsReturn(ReturnId.next(), Standing.ASKED, now, back);
    }

    void mayBecome(Standing next) {
        if (!standing.mayBecome(next)) {
            throw OrderRefused.returnNotNow();
        }
    }

    /** What follows by itself, if it has waited for too long. */
    Optional<Standing> overdue(Instant now) {
        return switch (standing) {
            case ASKED -> now.isBefore(since.plus(TIME_TO_ANSWER)) ? Optional.empty() : Optional.of(Standing.ACCEPTED);
            case ACCEPTED -> now.isBefore(since.plus(TIME_TO_SEND)) ? Optional.empty() : Optional.of(Standing.LAPSED);
            case REFUSED, RECEIVED, LAPSED -> Optional.empty();
        };
    }

    /** Where a return stands. Which may follow which is here and, as constraints over the moments of each, in the database. */
    enum Standing {
        ASKED,
        ACCEPTED,
        REFUSED,
        RECEIVED,
        LAPSED;

        boolean mayBecome(Standing next) {
            return switch (this) {
                case ASKED -> next == ACCEPTED || next == REFUSED;
                case ACCEPTED -> next == RECEIVED || next == LAPSED;
                case REFUSED, RECEIVED, LAPSED -> false;
            };
        }
    }
}
