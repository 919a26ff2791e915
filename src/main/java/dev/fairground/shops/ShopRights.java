package dev.fairground.shops;

/** What a role in a shop may allow, as the names that handlers declare in their access rule and queries ask of the caller. */
public final class ShopRights {

    /** Invite and remove staff, change roles, edit the shop itself. */
    public static final String TEAM = "shop:team";

    /** Write, publish and withdraw listings. */
    public static final String LISTINGS = "shop:listings";

    /** See the shop's orders. */
    public static final String ORDERS = "shop:orders";

    /** Hand parcels over and say so. */
    public static final String SHIPPING = "shop:shipping";

    /** Give money back to a buyer. */
    public static final String REFUNDS = "shop:refunds";

    /** Take a plan, pay for it, and end it. */
    public static final String PLAN = "shop:plan";

    /** See what the shop has earned and is owed. */
    public static final String MONEY = "shop:money";

    /** Have other systems told of the shop's events, and see what they answered. */
    public static final String INTEGRATIONS = "shop:integrations";

    private ShopRights() {}
}
