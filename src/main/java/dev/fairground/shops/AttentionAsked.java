package dev.fairground.shops;

import java.time.Instant;

/**
 * Something that was noticed {@code at} needs the eyes of those who run the shop. It is for leaves, which do not know each other: one says
 * it, another tells people. {@code kind} is a kebab-case word for programs; title and body are sentences, 200 and 2,000 characters at most.
 */
public record AttentionAsked(ShopId shop, String kind, String title, String body, Instant at) {}
