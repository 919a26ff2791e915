package dev.fairground.notifications;

import java.util.UUID;

/** Where push messages of a member go. */
record Device(UUID id, String token) {}
