package broken.shop;

/** A forbidden name, and the second of two desks. */
public class PriceHelper {}
