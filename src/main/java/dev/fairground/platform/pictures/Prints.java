package dev.fairground.platform.pictures;

/**
 * A picture in the sizes in which it is shown.
 *
 * @param full at most 1600 pixels along a side
 * @param card at most 480
 */
public record Prints(Print full, Print card) {

    /** A JPEG and its size in pixels. */
    public record Print(byte[] jpeg, int width, int height) {}
}
