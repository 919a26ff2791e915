package dev.fairground.ops;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What goes wrong on purpose: visitors who behave so, or dials of the payment simulator, as JSON. */
enum TrafficDial {
    /** Every third buyer sends the order twice at once, and again after the answer, under one key. */
    DOUBLE_PAY(""),
    /** Every fifth buyer has a card that is declined. */
    DECLINE(""),
    /** Of visitors there are some who send what nobody can read. */
    BAD_INPUT(""),
    /** And some who hang up before the answer. */
    HANG_UP(""),
    /** Long, but so short that the deliveries keep up with twenty visitors a second. */
    SLOW_PROVIDER("{\"latencyMillis\": 300}"),
    PROVIDER_ERRORS("{\"errorRate\": 0.1}"),
    /** The provider has done it, and nobody heard. */
    LOST_ANSWER("{\"answerLost\": 20}"),
    DOUBLE_WEBHOOK("{\"webhookDuplicate\": true}"),
    LOST_WEBHOOK("{\"webhookLossRate\": 0.3}");

    private final String atProvider;

    TrafficDial(String atProvider) {
        this.atProvider = atProvider;
    }

    /** Empty where visitors alone do it. */
    String atProvider() {
        return atProvider;
    }

    /** {@code NONE}, {@code ALL}, or names with commas between; empty, and told on standard error which there are, where one is unknown. */
    static Optional<Set<TrafficDial>> read(String names) {
        if (names.equals("ALL")) return Optional.of(EnumSet.allOf(TrafficDial.class));
        var dials = EnumSet.noneOf(TrafficDial.class);
        if (names.equals("NONE")) return Optional.of(dials);
        for (String name : names.split(",", -1)) {
            var dial = Arrays.stream(values())
                    .filter(known -> known.name().equals(name))
                    .findAny();
            if (dial.isEmpty()) {
                System.err.println("No error is called '" + name + "'; there are NONE, ALL, "
                        + Arrays.stream(values()).map(Enum::name).collect(Collectors.joining(", ")));
                return Optional.empty();
            }
            dials.add(dial.get());
        }
        return Optional.of(dials);
    }
}
