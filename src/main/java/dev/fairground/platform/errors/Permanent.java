package dev.fairground.platform.errors;

/** A failure that trying again cannot mend, whoever had it. Work that ends in one is given up at once, and waits for an operator. */
public interface Permanent {}
