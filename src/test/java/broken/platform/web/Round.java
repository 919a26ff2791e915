package broken.platform.web;

import broken.platform.outbox.Nosy;
import broken.shop.Row;

/** Knows who knows it. */
public class Round {

    public Row row() {
        return new Row();
    }

    Nosy nosy() {
        return new Nosy();
    }
}
