package dev.fairground.platform.pictures;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.springframework.stereotype.Component;

/**
 * Takes pictures in and bounds what that costs: the memory of uploads by how many are read at once, the memory and the processor time of
 * decoding by doing it one by one. The heap of an instance in 512 MB has room for exactly that; more instances take more pictures.
 */
@Component
public class Darkroom {

    /** Of eight megabytes each, by the rim's limit. A proxy hands bodies on whole, so nobody's slow line holds a seat for long. */
    private static final int READING = 4;

    private static final int DEVELOPING = 1;

    /** Longer than the largest picture takes, several times over. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Seats reading = new Seats(READING, PATIENCE);
    private final Seats developing = new Seats(DEVELOPING, PATIENCE);

    Darkroom() {}

    /**
     * Reads an upload and hands it to {@code work}, which may keep nothing of it but prints. Refused with {@code pictures-busy} if there is
     * no room for it for ten seconds.
     */
    public <T> T receive(InputStream body, Work<T> work) throws IOException {
        return reading.seated(() -> work.with(new Upload(body.readAllBytes(), developing)));
    }

    /** What is done with an upload while it is in memory. */
    @FunctionalInterface
    public interface Work<T> {
        T with(Upload upload) throws IOException;
    }
}
