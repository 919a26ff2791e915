package dev.fairground.platform.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Tells who the client is when proxies stand in between, so that everything after it just asks the request.
 *
 * <p>Anybody can send {@code X-Forwarded-For}, and each proxy appends the address it was called from. So the list is read from the right,
 * and only as long as the speaker is a proxy of ours: the first address that is not is the client, and whatever stands to its left is
 * the client's own claim. Scheme and host are believed from the proxy that called us, in the value nearest to us.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class ClientAddress extends OncePerRequestFilter {

    private static final Pattern HOST =
            Pattern.compile("([A-Za-z0-9.-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(?::(\\d{1,5}))?");

    private final WebSettings settings;

    ClientAddress(WebSettings settings) {
        this.settings = settings;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean fromProxy =
                literal(request.getRemoteAddr()).filter(settings::trusts).isPresent();
        chain.doFilter(fromProxy ? new Forwarded(request, settings) : request, response);
    }

    /** An error is answered in a second dispatch, which starts again from the request as the container knows it. */
    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    private static Optional<InetAddress> literal(String text) {
        try {
            return Optional.of(InetAddress.ofLiteral(text.strip()));
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }

    /** The request as the outermost proxy of ours received it. */
    private static final class Forwarded extends HttpServletRequestWrapper {

        private final String address;
        private final boolean secure;
        private final String host;
        private final int port;

        Forwarded(HttpServletRequest request, WebSettings settings) {
            super(request);
            address = client(request, settings);
            String scheme = nearest(request, "X-Forwarded-Proto").orElse(request.getScheme());
            secure = scheme.equalsIgnoreCase("https");
            var named = HOST.matcher(nearest(request, "X-Forwarded-Host").orElse(""));
            boolean known = named.matches();
            host = known ? named.group(1) : request.getServerName();
            port = known ? portOf(named.group(2), secure) : request.getServerPort();
        }

        private static String client(HttpServletRequest request, WebSettings settings) {
            String nearest = request.getRemoteAddr();
            for (String said : values(request, "X-Forwarded-For").reversed()) {
                var hop = literal(said);
                if (hop.isEmpty()) {
                    break; // garbage was put there by whoever called the hop before, so that hop is the last one we
                    // know
                }
                nearest = hop.get().getHostAddress();
                if (!settings.trusts(hop.get())) {
                    break;
                }
            }
            return nearest;
        }

        private static Optional<String> nearest(HttpServletRequest request, String header) {
            List<String> values = values(request, header);
            return values.isEmpty() ? Optional.empty() : Optional.of(values.getLast());
        }

        private static List<String> values(HttpServletRequest request, String header) {
            Enumeration<String> lines = request.getHeaders(header);
            return Collections.list(lines).stream()
                    .flatMap(line -> Arrays.stream(line.split(",", -1)))
                    .map(String::strip)
                    .toList();
        }

        private static int portOf(@org.jspecify.annotations.Nullable String said, boolean secure) {
            return said == null ? secure ? 443 : 80 : Integer.parseInt(said);
        }

        @Override
        public String getRemoteAddr() {
            return address;
        }

        @Override
        public String getRemoteHost() {
            return address;
        }

        @Override
        public String getScheme() {
            return secure ? "https" : "http";
        }

        @Override
        public boolean isSecure() {
            return secure;
        }

        @Override
        public String getServerName() {
            return host;
        }

        @Override
        public int getServerPort() {
            return port;
        }

        @Override
        public StringBuffer getRequestURL() {
            boolean usual = port == (secure ? 443 : 80);
            return new StringBuffer(getScheme() + "://" + host + (usual ? "" : ":" + port) + getRequestURI());
        }
    }
}
