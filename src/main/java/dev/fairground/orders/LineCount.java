package dev.fairground.orders;

/** So many of the line at {@code position} of an order. */
record LineCount(int position, int quantity) {}
