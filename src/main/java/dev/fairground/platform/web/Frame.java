package dev.fairground.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Component;

/**
 * What the frame around every page needs to know, as {@code ${@frame…}} in the layout. A bean and no model attribute, because error pages
 * are made where no model advice has run.
 */
@Component("frame")
final class Frame {

    private final ReleaseHeader header;
    private final HttpServletRequest request;

    Frame(ReleaseHeader header, HttpServletRequest request) {
        this.header = header;
        this.request = request;
    }

    public String release() {
        return header.release();
    }

    public boolean signedIn() {
        return request.getUserPrincipal() != null;
    }

    /** The first segment of the address shown, by which the navigation marks where we are; empty on the first page. */
    public String section() {
        String[] segments = request.getRequestURI().split("/", 3);
        return segments.length < 2 ? "" : segments[1];
    }
}
