package dev.fairground.platform.effects;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** How each kind of effect is undone, or why not; a kind that nobody has thought about stops the start. */
@Component
class Opposites {

    private final Map<EffectKind, Opposite> byKind = new EnumMap<>(EffectKind.class);

    Opposites(List<Opposite> all) {
        for (var opposite : all) {
            if (byKind.put(opposite.kind(), opposite) != null) {
                throw new IllegalStateException("Two opposites undo a " + opposite.kind());
            }
        }
        for (var kind : EffectKind.values()) {
            if (byKind.containsKey(kind) == kind.whyFinal().isPresent()) {
                throw new IllegalStateException(
                        "A " + kind + " is undone by an opposite, or its kind says why by none: one of the two");
            }
        }
    }

    /** Of a kind that is not final. */
    Opposite of(EffectKind kind) {
        return Objects.requireNonNull(byKind.get(kind), kind.name());
    }

    /** What becomes of effects of this kind, as a plan tells it. */
    String fate(EffectKind kind) {
        return kind.whyFinal().orElseGet(() -> of(kind).deed());
    }
}
