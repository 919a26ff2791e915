package dev.fairground.platform.objects;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.MediaType;

/**
 * The name of an object, such as {@code listings/0190…/1.png}: up to five parts of lower-case letters, digits, hyphens and underscores, and
 * an ending that tells the media type. No part can be empty or start with a dot, so no key can climb, whatever a store makes of it.
 */
public record ObjectKey(String text) {

    private static final Map<String, MediaType> TYPES = Map.of(
            "png", MediaType.IMAGE_PNG, "jpg", MediaType.IMAGE_JPEG, "webp", MediaType.parseMediaType("image/webp"));

    private static final Pattern FORM = Pattern.compile("([a-z0-9_-]{1,64}/){0,4}[a-z0-9_-]{1,64}\\.(png|jpg|webp)");

    /** Refuses any other form with an {@link IllegalArgumentException}: our own code makes keys, so a wrong one is a bug. */
    public ObjectKey {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("Not the form of an object's key");
        }
    }

    /** Reads a key that came from outside; empty if it cannot be one. */
    public static Optional<ObjectKey> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new ObjectKey(text)) : Optional.empty();
    }

    public MediaType mediaType() {
        return TYPES.getOrDefault(text.substring(text.lastIndexOf('.') + 1), MediaType.APPLICATION_OCTET_STREAM);
    }

    @Override
    public String toString() {
        return text;
    }
}
