package broken.shop;

/** One of too many published types. */
public record Six() {}
