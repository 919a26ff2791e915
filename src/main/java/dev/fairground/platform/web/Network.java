package dev.fairground.platform.web;

import java.net.InetAddress;
import java.util.Arrays;

/** A range of addresses in CIDR form, such as {@code 10.0.0.0/8} or {@code fd00::/8}; one address alone is a range too. */
record Network(InetAddress base, int bits) {

    Network {
        if (bits < 0 || bits > base.getAddress().length * 8) {
            throw new IllegalArgumentException("A prefix of " + bits + " bits does not fit " + base.getHostAddress());
        }
    }

    /** Reads a range from a setting, where binding finds it; throws {@link IllegalArgumentException} if it is none. Names are never looked up. */
    public static Network of(String text) {
        int slash = text.indexOf('/');
        var base = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
        return new Network(
                base, slash < 0 ? base.getAddress().length * 8 : Integer.parseInt(text.substring(slash + 1)));
    }

    boolean holds(InetAddress address) {
        byte[] ours = base.getAddress();
        byte[] theirs = address.getAddress();
        int whole = bits / 8;
        if (ours.length != theirs.length || !Arrays.equals(ours, 0, whole, theirs, 0, whole)) {
            return false;
        }
        int mask = 0xFF00 >> bits % 8 & 0xFF;
        return mask == 0 || (ours[whole] & mask) == (theirs[whole] & mask);
    }
}
