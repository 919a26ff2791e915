package dev.fairground.payments;

import java.util.UUID;

/** A verified event of the provider lies in the inbox under this id of ours. */
record WebhookReceived(UUID event) {}
