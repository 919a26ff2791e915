package dev.fairground.orders;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a carrier tells how far a parcel is. Made here from the carriers' own addresses and never taken from a shop, since a buyer trusts a
 * link that we show.
 */
final class TrackingLink {

    /** By the carrier's name in small letters; the code is put behind. */
    private static final Map<String, String> PLACES = Map.of(
            "dhl", "https://www.dhl.com/global-en/home/tracking.html?tracking-id=",
            "fedex", "https://www.fedex.com/fedextrack/?trknbr=",
            "ups", "https://www.ups.com/track?tracknum=",
            "usps", "https://tools.usps.com/go/TrackConfirmAction?tLabels=");

    private TrackingLink() {}

    /** Null where there is no code, or the carrier is not one that we know. */
    static @Nullable String of(@Nullable String carrier, @Nullable String code) {
        if (carrier == null || code == null) {
            return null;
        }
        String place = PLACES.get(carrier.strip().toLowerCase(Locale.ROOT));
        return place == null ? null : place + URLEncoder.encode(code, StandardCharsets.UTF_8);
    }
}
