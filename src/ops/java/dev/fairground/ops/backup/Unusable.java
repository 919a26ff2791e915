package dev.fairground.ops.backup;

import java.io.IOException;

/** Says in a sentence for the person at the command why a backup cannot be made or brought back, and what to do. */
final class Unusable extends IOException {

    private static final long serialVersionUID = 1L;

    Unusable(String sentence) {
        super(sentence);
    }
}
