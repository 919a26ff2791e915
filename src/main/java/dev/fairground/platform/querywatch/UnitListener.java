package dev.fairground.platform.querywatch;

/** Is told at the end of each unit how many statements it ran; a batch is one. */
@FunctionalInterface
public interface UnitListener {

    void ended(String unit, int statements);
}
