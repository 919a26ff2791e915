package dev.fairground.platform.effects;

import java.util.UUID;

/** The turn of one effect in a compensation has come. */
record UndoDue(UUID compensation, UUID effect) {}
