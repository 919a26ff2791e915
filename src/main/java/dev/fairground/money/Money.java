package dev.fairground.money;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/**
 * An amount in the minor unit of its currency (cents for EUR, yen for JPY), possibly zero or negative.
 *
 * <p>Arithmetic is exact: an overflow or a mix of currencies throws, a fraction of a minor unit never arises.
 */
public record Money(long amountMinor, Currency currency) implements Comparable<Money> {

    public static Money of(long amountMinor, String currencyCode) {
        return new Money(amountMinor, Currency.getInstance(currencyCode));
    }

    /**
     * An amount in major units, such as 19.99.
     *
     * @throws ArithmeticException if it has more decimals than the currency, or does not fit
     */
    public static Money ofMajor(BigDecimal major, Currency currency) {
        return new Money(
                major.movePointRight(currency.getDefaultFractionDigits())
                        .setScale(0, RoundingMode.UNNECESSARY)
                        .longValueExact(),
                currency);
    }

    public static Money zero(Currency currency) {
        return new Money(0, currency);
    }

    public Money plus(Money other) {
        return new Money(Math.addExact(amountMinor, sameCurrency(other).amountMinor), currency);
    }

    public Money minus(Money other) {
        return new Money(Math.subtractExact(amountMinor, sameCurrency(other).amountMinor), currency);
    }

    public Money times(int quantity) {
        return new Money(Math.multiplyExact(amountMinor, quantity), currency);
    }

    public Money negated() {
        return new Money(Math.negateExact(amountMinor), currency);
    }

    /** The share of this amount in basis points (1/100 of a per cent), rounded half up in whole minor units. */
    public Money basisPoints(int points) {
        var share = BigDecimal.valueOf(amountMinor)
                .multiply(BigDecimal.valueOf(points))
                .divide(BigDecimal.valueOf(10_000), 0, RoundingMode.HALF_UP);
        return new Money(share.longValueExact(), currency);
    }

    public boolean isPositive() {
        return amountMinor > 0;
    }

    /** The amount in major units, with as many decimals as the currency has: 1999 EUR cents are {@code 19.99}. */
    public BigDecimal major() {
        return BigDecimal.valueOf(amountMinor, currency.getDefaultFractionDigits());
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(amountMinor, sameCurrency(other).amountMinor);
    }

    @Override
    public String toString() {
        return major().toPlainString() + " " + currency;
    }

    private Money sameCurrency(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("Cannot mix " + currency + " and " + other.currency);
        }
        return other;
    }
}
