package dev.fairground.notifications;

import java.util.UUID;

/** Support waits for this tracer to go out over this channel. */
record TracerDue(UUID tracer, Channel channel) {}
