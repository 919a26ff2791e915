package contest;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;

/**
 * Keeps Spring Modulith's event registry, which is on the class path of the tests for one contestant, from configuring itself into the
 * application under test. {@code META-INF/spring.factories} of the tests names this class.
 */
public final class NotByItself implements AutoConfigurationImportFilter {

    @Override
    public boolean[] match(@Nullable String[] classes, AutoConfigurationMetadata metadata) {
        var wanted = new boolean[classes.length];
        for (int i = 0; i < classes.length; i++) {
            wanted[i] = classes[i] == null || !classes[i].startsWith("org.springframework.modulith.events.");
        }
        return wanted;
    }
}
