package broken.shop;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeFormatter;

class Decimal {

    String text(BigDecimal price, Instant at) {
        return price.multiply(BigDecimal.TEN) + DateTimeFormatter.ISO_INSTANT.format(at);
    }
}
