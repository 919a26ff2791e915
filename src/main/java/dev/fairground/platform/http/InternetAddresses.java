package dev.fairground.platform.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses are open to everybody, and so no secret of the network that we stand in. IPv6 is a list of what is allowed, because most
 * of it is not handed out; IPv4 a list of what is not (IANA's special-purpose registries). What carries an IPv4 address inside an IPv6 one,
 * such as NAT64 (64:ff9b::/96), 6to4 and Teredo, is refused whole: whom it would reach is decided by a gateway that we do not know.
 */
final class InternetAddresses {

    private static final List<Range> CLOSED_V4 = ranges(
            "0.0.0.0/8", // this network
            "10.0.0.0/8",
            "100.64.0.0/10", // behind a provider's translation
            "127.0.0.0/8",
            "169.254.0.0/16", // link-local, where clouds keep their metadata
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24", // documentation, here and twice below
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15", // benchmarks
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4", // multicast
            "240.0.0.0/4"); // reserved, and broadcast

    private static final List<Range> OPEN_V6 = ranges("2000::/3");

    private static final List<Range> CLOSED_V6 = ranges(
            "2001::/23", // protocols' own, Teredo among them
            "2001:db8::/32", // documentation
            "2002::/16", // 6to4
            "3fff::/20"); // documentation

    private InternetAddresses() {}

    /** An IPv4 address mapped into IPv6 arrives here as what it is: {@link InetAddress} unwraps it. */
    static boolean isOpen(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == 4
                ? CLOSED_V4.stream().noneMatch(range -> range.holds(bytes))
                : OPEN_V6.stream().anyMatch(range -> range.holds(bytes))
                        && CLOSED_V6.stream().noneMatch(range -> range.holds(bytes));
    }

    private static List<Range> ranges(String... texts) {
        return Stream.of(texts).map(Range::of).toList();
    }

    private record Range(byte[] network, int bits) {

        static Range of(String text) {
            int slash = text.indexOf('/');
            try {
                return new Range(
                        InetAddress.getByName(text.substring(0, slash)).getAddress(),
                        Integer.parseInt(text.substring(slash + 1)));
            } catch (UnknownHostException literal) {
                throw new IllegalStateException(literal);
            }
        }

        boolean holds(byte[] address) {
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> bit % 8;
                if (((address[bit / 8] ^ network[bit / 8]) & mask) != 0) return false;
            }
            return true;
        }
    }
}
