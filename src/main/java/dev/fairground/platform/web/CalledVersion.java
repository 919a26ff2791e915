package dev.fairground.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Which version of the API a request names, read as the dispatcher reads it: {@code /api/1.0/…} is version 1 as well. */
public final class CalledVersion {

    private static final Pattern PATH = Pattern.compile("/api/[^0-9/]*([12])(?:\\.0)*(?:/.*)?", Pattern.DOTALL);

    private CalledVersion() {}

    /** Empty outside of the API, and for a version that there is not. */
    public static OptionalInt of(HttpServletRequest request) {
        var path = PATH.matcher(request.getServletPath()); // decoded, as %31 is a 1 to the dispatcher
        return path.matches() ? OptionalInt.of(Integer.parseInt(path.group(1))) : OptionalInt.empty();
    }
}
