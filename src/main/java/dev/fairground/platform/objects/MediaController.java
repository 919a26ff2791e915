package dev.fairground.platform.objects;

import dev.fairground.platform.web.Access;
import dev.fairground.platform.web.Who;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Pictures for browsers. What is not a key of a stored picture does not exist, and the answer says no more than that. */
@Controller
class MediaController {

    private static final CacheControl FOR_EVER =
            CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

    /** Even if something else than a picture ever lay there, nothing in it would run, load or be framed. */
    private static final String POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'";

    private final ObjectStore objects;

    MediaController(ObjectStore objects) {
        this.objects = objects;
    }

    @GetMapping("/media/{*key}")
    @Access(Who.ANYONE)
    ResponseEntity<Resource> picture(@PathVariable String key, HttpServletResponse response)
            throws IOException, NoResourceFoundException {
        var found =
                ObjectKey.parse(key.substring(1)).orElseThrow(() -> nothing(key)); // the variable starts with the slash
        var picture = objects.open(found).orElseThrow(() -> nothing(key));
        response.setHeader("Content-Security-Policy", POLICY); // in the place of the pages' policy, not beside it
        response.setHeader("X-Content-Type-Options", "nosniff");
        return ResponseEntity.ok()
                .cacheControl(FOR_EVER)
                .contentType(found.mediaType())
                .contentLength(picture.size())
                .body(new InputStreamResource(picture.bytes()));
    }

    private static NoResourceFoundException nothing(String key) {
        return new NoResourceFoundException(HttpMethod.GET, "/media" + key, key);
    }
}
