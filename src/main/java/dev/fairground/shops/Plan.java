package dev.fairground.shops;

/** What a shop has agreed with the market. Limits and price stand in the table of the same name. */
enum Plan {
    FREE,
    PRO
}
