package dev.fairground.orders;

import dev.fairground.listings.ListingId;
import dev.fairground.listings.Listings.Reserved;
import dev.fairground.listings.Listings.Wanted;
import dev.fairground.platform.errors.FieldFault;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a member thinks of buying, in the order of showing. Whoever changes it or checks it out holds its lock. */
record Basket(List<BasketLine> lines) {

    /** As many as an order may have. */
    private static final int MOST_LINES = 20;

    Basket {
        lines = List.copyOf(lines);
    }

    List<Wanted> wanted() {
        return lines.stream().map(BasketLine::wanted).toList();
    }

    /** The line for so many of a thing at the price of this moment: the thing's own, if it has one, or a new one in the first free place. */
    BasketLine lineFor(Reserved thing) {
        int position = line(thing.listing()).map(BasketLine::position).orElseGet(this::firstFree);
        return new BasketLine(position, thing.listing(), thing.title(), thing.unitPrice(), thing.quantity());
    }

    /** Refuses by name what its buyer has not, or not any more, in the basket, such as what another window has bought already. */
    void mustHold(List<Wanted> seen) {
        var faults = IntStream.range(0, seen.size())
                .boxed()
                .flatMap(number -> fault("lines[" + number + "].", seen.get(number)))
                .toList();
        if (!faults.isEmpty()) {
            throw OrderRefused.basketChanged(faults);
        }
    }

    private Stream<FieldFault> fault(String prefix, Wanted seen) {
        var line = line(seen.listing());
        if (line.isEmpty()) {
            return Stream.of(new FieldFault(prefix + "listing", "not-in-basket", "It is not in your basket."));
        }
        String many = String.valueOf(line.get().quantity());
        return line.get().quantity() == seen.quantity()
                ? Stream.empty()
                : Stream.of(new FieldFault(
                        prefix + "quantity", "quantity-changed", "Your basket holds " + many + ".", many));
    }

    private Optional<BasketLine> line(ListingId listing) {
        return lines.stream().filter(line -> line.listing().equals(listing)).findFirst();
    }

    private int firstFree() {
        var taken = lines.stream().map(BasketLine::position).toList();
        return IntStream.range(0, MOST_LINES)
                .filter(position -> !taken.contains(position))
                .findFirst()
                .orElseThrow(OrderRefused::basketFull);
    }
}
