package dev.fairground.notifications;

import java.util.UUID;

/** What a provider told of a message lies in our inbox of receipts under this id. */
record ReceiptTaken(UUID receipt) {}
