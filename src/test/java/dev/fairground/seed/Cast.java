package dev.fairground.seed;

import dev.fairground.platform.practices.Shows;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Who lives in every development database. Their addresses are their names; handles differ where a name is reserved. */
@Shows("test-seed-characters")
public enum Cast {
    BUYER("buyer", "Bea Buyer", false, "has bought a dozen things"),
    SELLER("seller", "Sam Seller", true, "owns The Corner Stall, a small shop"),
    PRO_SELLER("pro-seller", "Pia Proseller", true, "owns Harbour Goods, a large one"),
    STAFF("pro-staff", "Stan Staffer", true, "manages Harbour Goods for its owner"),
    SUPPORT("helping-hand", "Sue Support", true, "helps members: refunds, suspends"),
    ADMIN("market-master", "Ada Admin", true, "runs the market: all capabilities of staff"),
    STRANGER("stranger", "Stella Stranger", false, "must never see what is another's"),
    SUSPENDED("suspended", "Sid Suspended", false, "is suspended and cannot log in");

    private final String handle;
    private final String displayName;
    private final boolean asksForCode;
    private final String part;

    Cast(String handle, String displayName, boolean asksForCode, String part) {
        this.handle = handle;
        this.displayName = displayName;
        this.asksForCode = asksForCode;
        this.part = part;
    }

    /** The member that people call so on the card and on command lines, such as {@code pro-seller}. */
    public static Optional<Cast> named(String name) {
        return Arrays.stream(values())
                .filter(member -> member.callName().equals(name))
                .findAny();
    }

    public String callName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String email() {
        return callName() + "@fairground.test";
    }

    String handle() {
        return handle;
    }

    String displayName() {
        return displayName;
    }

    /** Whether a second factor is enrolled; {@code ops/code} prints its codes. */
    public boolean asksForCode() {
        return asksForCode;
    }

    /** Their part in the market, in a few words. */
    public String part() {
        return part;
    }
}
