package dev.fairground.listings;

import java.math.BigDecimal;

/**
 * Where a thing is, in degrees north and east, rounded to a hundredth, which is about a kilometre: a buyer wants to know how far to
 * drive, and nobody needs to know in which house a seller lives.
 */
record Place(BigDecimal latitude, BigDecimal longitude) {

    Place {
        latitude = rounded(latitude);
        longitude = rounded(longitude);
    }

    private static BigDecimal rounded(BigDecimal degrees) {
        return BigDecimal.valueOf(Math.round(degrees.doubleValue() * 100), 2);
    }
}
