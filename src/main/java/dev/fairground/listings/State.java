package dev.fairground.listings;

/** Where a listing stands. */
enum State {
    DRAFT,
    PUBLISHED,
    SOLD_OUT,
    WITHDRAWN
}
