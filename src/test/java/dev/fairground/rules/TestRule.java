package dev.fairground.rules;

import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What is asked of the tests themselves, and of all that runs beside them: what to do instead, and the twin that each must catch. */
enum TestRule {
    SLEEP(
            TestRules::sleeps,
            "broken.trial.Careless (line",
            "Wait for a fact: a latch, the end of a thread, a delivery run by hand."),
    DOUBLE(
            TestRules::doubles,
            "broken.trial.Careless uses TestBean",
            "Use the real thing. What is not ours is a simulator over the wire; time is the settable clock."),
    STAND_IN(
            TestRules::standIns,
            "broken.trial.CheapWide stands in for broken.shop.Wide",
            "Use the real class, and make the world around it do what the test needs."),
    RANDOM(
            TestRules::randomness,
            "Careless (line",
            "Take what only has to differ from testing.Chance, or a Random with a seed."),
    TEST_CLOCK(
            TestRules::clocks,
            "Careless (line",
            "Business time is the settable clock; what must happen soon carries @Timeout."),
    LANGUAGE(TypeRules::languages, "broken.shop.Hasty (line", "Pass Locale.ROOT."),
    ORDER(
            code -> TypeRules.using(
                    code,
                    Pattern.compile(
                            "org\\.junit\\.jupiter\\.api\\.(Order|TestMethodOrder|TestClassOrder)|.*\\.DirtiesContext")),
            "broken.trial.Careless uses Order",
            "Let each test make what it needs and leave the rest alone."),
    DISABLED(
            TestRules::disabled,
            "broken.trial.Careless.some_day",
            "Say why and until when: @Disabled(\"the provider's sandbox is down, until 2026-12-24\").");

    private final Function<Code, Stream<String>> offenders;
    private final String twin;
    private final String instead;

    TestRule(Function<Code, Stream<String>> offenders, String twin, String instead) {
        this.offenders = offenders;
        this.twin = twin;
        this.instead = instead;
    }

    List<String> offendersIn(Code code) {
        return offenders.apply(code).sorted().toList();
    }

    /** Part of what the rule says about the tests broken on purpose. */
    String twin() {
        return twin;
    }

    /** What to do. */
    String instead() {
        return instead;
    }
}
