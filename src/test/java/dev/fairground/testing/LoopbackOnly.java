package dev.fairground.testing;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.util.stream.Stream;

/**
 * Keeps every test on this machine: no name but its own is resolved, in the whole JVM. A literal address needs no resolver; those are kept
 * away by a check of the sources.
 */
public final class LoopbackOnly extends InetAddressResolverProvider {

    @Override
    public String name() {
        return "loopback only";
    }

    @Override
    public InetAddressResolver get(Configuration configuration) {
        InetAddressResolver builtin = configuration.builtinResolver();
        String own = configuration.lookupLocalHostName();
        return new InetAddressResolver() {

            @Override
            public Stream<InetAddress> lookupByName(String host, LookupPolicy policy) throws UnknownHostException {
                if (host.equals("localhost") || host.endsWith(".localhost") || host.equals(own)) {
                    return builtin.lookupByName(host, policy);
                }
                throw new UnknownHostException("Tests stay on this machine, and " + host
                        + " is elsewhere: talk to a simulator (dev.fairground.simulators) instead");
            }

            @Override
            public String lookupByAddress(byte[] address) throws UnknownHostException {
                return builtin.lookupByAddress(address);
            }
        };
    }
}
