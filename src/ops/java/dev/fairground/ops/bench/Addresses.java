package dev.fairground.ops.bench;

import java.util.concurrent.ThreadLocalRandom;

/** Where visitors come from: the range that RFC 2544 sets aside for benchmarks. */
public final class Addresses {

    private Addresses() {}

    public static String of(int number) {
        return "198." + (18 + (number >> 16 & 1)) + "." + (number >> 8 & 255) + "." + (number & 255);
    }

    public static String any() {
        return of(ThreadLocalRandom.current().nextInt(1 << 17));
    }
}
