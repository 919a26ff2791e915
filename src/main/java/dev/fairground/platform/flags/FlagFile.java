package dev.fairground.platform.flags;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;

/** Reads the list of flags. A flag that is incomplete, misspelt or listed twice stops the start. */
final class FlagFile {

    static final Resource OURS = new ClassPathResource("flags.yml");

    private FlagFile() {}

    static Map<FlagKey, Flag> read(Resource file) {
        try {
            var sources = new YamlPropertySourceLoader().load("flags", file);
            List<Flag> flags = new Binder(ConfigurationPropertySources.from(sources))
                    .bind("flags", Bindable.listOf(Flag.class), new NoUnboundElementsBindHandler(BindHandler.DEFAULT))
                    .orElse(List.of());
            return flags.stream().collect(Collectors.toUnmodifiableMap(Flag::key, Function.identity()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
