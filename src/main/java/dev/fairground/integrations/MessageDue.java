package dev.fairground.integrations;

/** A message is to be tried now. */
record MessageDue(MessageId message) {}
