package dev.fairground.testing;

import dev.fairground.simulators.HumanCheckSimulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/** The world outside the application: one of each simulator for all tests of a JVM, on ports of their own. */
public final class Outside {

    /** Passes the tokens it issued, each once. A test that turns its dials resets it. */
    public static final HumanCheckSimulator HUMAN_CHECK = startHumanCheck();

    private Outside() {}

    private static HumanCheckSimulator startHumanCheck() {
        try {
            return HumanCheckSimulator.start(0, Files.createTempDirectory("human-check"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
