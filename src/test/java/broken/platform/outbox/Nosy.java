package broken.platform.outbox;

import broken.platform.web.Round;
import broken.shop.Row;

/** Knows a module and a sibling. */
public class Nosy {

    Row row(Round round) {
        return round.row();
    }
}
