package dev.fairground.platform.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Turns away what no handler could use: a path that cannot be decoded, more bytes than we take, packed ones, and NUL characters, which PostgreSQL's text cannot hold and which would
 * therefore surface as a failed statement deep inside. In a path the container itself refuses them. Stands before authentication,
 * because it is cheaper.
 */
@Component
@Order(InputGuard.BEFORE_SECURITY)
class InputGuard extends OncePerRequestFilter {

    /** Spring Security's chain stands at -100; tracing stands before both, so that these refusals have a trace id too. */
    static final int BEFORE_SECURITY = -200;

    private final DataSize most;
    private final Map<PathPattern, DataSize> mostByPath;

    InputGuard(InputSettings settings) {
        this.most = settings.bodyLimit();
        this.mostByPath = settings.bodyLimits().entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        limit -> PathPatternParser.defaultInstance.parse(limit.getKey()), Map.Entry::getValue));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long limit;
        try {
            limit = limit(path(request));
            if (request.getContentLengthLong() > limit) {
                throw BodyRefused.tooLarge();
            }
            String encoding = request.getHeader("Content-Encoding");
            if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
                // Nothing here unpacks, and a body that is not what it says would be read all the same.
                throw BodyRefused.encoded();
            }
            refuseWildcard(request);
            refuseNul(request);
        } catch (BodyRefused | ErrorResponseException | HttpMediaTypeNotSupportedException refused) {
            BeforeDispatch.refuse(request, response, refused);
            return;
        }
        chain.doFilter(new Bounded(request, limit), response);
    }

    /** The container lets a path parameter through that nobody can decode, such as {@code /a;b%}; Spring would fail on it. */
    private static PathContainer path(HttpServletRequest request) {
        try {
            return PathContainer.parsePath(request.getRequestURI());
        } catch (IllegalArgumentException notDecodable) {
            throw new ErrorResponseException(HttpStatus.BAD_REQUEST);
        }
    }

    private long limit(PathContainer path) {
        return mostByPath.entrySet().stream()
                .filter(limit -> limit.getKey().matches(path))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(most)
                .toBytes();
    }

    /** A body is of one type. The framework takes a wildcard for a fault of ours. */
    private static void refuseWildcard(HttpServletRequest request) throws HttpMediaTypeNotSupportedException {
        String type = request.getContentType();
        if (type != null && type.indexOf('*') >= 0) {
            throw new HttpMediaTypeNotSupportedException(type);
        }
    }

    private static void refuseNul(HttpServletRequest request) {
        try {
            request.getParameterMap().forEach((name, values) -> {
                // A value is null where a form sent by PUT or PATCH names a parameter without an equals sign.
                if (name.indexOf('\0') >= 0
                        || Arrays.stream(values).anyMatch(value -> value != null && value.indexOf('\0') >= 0)) {
                    throw BodyRefused.nul(name.replace("\0", ""));
                }
            });
        } catch (IllegalStateException malformed) {
            throw BodyRefused.parameters();
        }
    }

    /** Gives out at most so many bytes. A body that was not announced with a length, or lies about it, ends here. */
    private static final class Bounded extends HttpServletRequestWrapper {

        private final long most;

        Bounded(HttpServletRequest request, long most) {
            super(request);
            this.most = most;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            return new BoundedStream(super.getInputStream(), most);
        }

        @Override
        public BufferedReader getReader() throws IOException {
            String encoding = getCharacterEncoding();
            return new BufferedReader(new InputStreamReader(
                    getInputStream(), encoding == null ? StandardCharsets.UTF_8 : Charset.forName(encoding)));
        }
    }

    private static final class BoundedStream extends ServletInputStream {

        private final ServletInputStream body;
        private long left;

        BoundedStream(ServletInputStream body, long most) {
            this.body = body;
            this.left = most;
        }

        @Override
        public int read() throws IOException {
            try {
                int read = body.read();
                count(read < 0 ? 0 : 1);
                return read;
            } catch (IOException broken) { // the sender's doing, or their line's
                throw BodyRefused.broken();
            }
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            try {
                int read = body.read(into, offset, length);
                count(read);
                return read;
            } catch (IOException broken) {
                throw BodyRefused.broken();
            }
        }

        private void count(int read) {
            left -= Math.max(0, read);
            if (left < 0) {
                throw BodyRefused.tooLarge();
            }
        }

        @Override
        public boolean isFinished() {
            return body.isFinished();
        }

        @Override
        public boolean isReady() {
            return body.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            body.setReadListener(listener);
        }
    }
}
