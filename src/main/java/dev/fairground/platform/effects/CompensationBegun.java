package dev.fairground.platform.effects;

import java.util.UUID;

/** A compensation is approved and begun, and some of its items wait for their turn. */
record CompensationBegun(UUID compensation) {}
