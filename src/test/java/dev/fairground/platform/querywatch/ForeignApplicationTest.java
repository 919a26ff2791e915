package dev.fairground.platform.querywatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.testing.Api;
import dev.fairground.testing.Documents;
import dev.fairground.testing.TestDatabase;
import dev.fairground.testing.Touched;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import watched.Bookshop;
import watched.Library;

/** The watch in an application that has this one package of ours and no other: it is built from that, starts, and finds its N+1. */
class ForeignApplicationTest {

    @Test
    void it_starts_with_the_package_alone_and_stops_a_lazy_load_in_a_loop() throws Exception {
        String url = TestDatabase.empty();
        Library.furnish(new DriverManagerDataSource(url, "postgres", ""));
        int port = freePort();
        var thread = Thread.currentThread();
        var before = thread.getContextClassLoader();
        try (var loader = new PackageAlone()) {
            thread.setContextClassLoader(loader);
            var start = loader.loadClass(Bookshop.class.getName()).getMethod("start", String[].class);
            try (var _ = (AutoCloseable) start.invoke(null, (Object) new String[] {
                "--spring.config.location=optional:file:/nowhere/",
                "--server.port=" + port,
                "--server.address=127.0.0.1",
                "--spring.datasource.url=" + url,
                "--spring.datasource.username=postgres",
                "--spring.datasource.hikari.maximum-pool-size=2",
                "--fairground.querywatch.application=watched",
                "--fairground.querywatch.mode=raise",
                "--fairground.querywatch.threshold=2",
                "--fairground.querywatch.fetches=true"
            })) {
                var api = Api.at(port);
                assertThat(api.get("/careful").text()).isEqualTo("9");
                assertThat(api.get("/careless").status()).isEqualTo(500);
                assertThat(api.get("/found").text()).isEqualTo("1.0");
            }
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void the_loader_hides_everything_else_of_ours() throws IOException {
        try (var loader = new PackageAlone()) {
            assertThat(Stream.of("dev.fairground.platform.ids.UuidV7", "dev.fairground.FairgroundApplication")
                            .filter(name -> {
                                try {
                                    loader.loadClass(name);
                                    return true;
                                } catch (ClassNotFoundException hidden) {
                                    return false;
                                }
                            }))
                    .isEmpty();
        }
    }

    @Test
    void its_sources_name_nothing_else_of_ours() throws IOException {
        Path folder = Documents.repository().resolve("src/main/java/dev/fairground/platform/querywatch");
        try (var files = java.nio.file.Files.list(folder)) {
            assertThat(files.filter(file -> file.toString().endsWith(".java"))
                            .flatMap(file -> Documents.read(file).lines())
                            .filter(line -> line.matches("import (static )?dev\\.fairground\\..*"))
                            .filter(line -> !line.contains("dev.fairground.platform.querywatch.")))
                    .isEmpty();
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Loads everything anew from the class path, but of ours only this package, and only what the application of it has. */
    private static final class PackageAlone extends URLClassLoader {

        PackageAlone() {
            super(classPath(), ClassLoader.getPlatformClassLoader());
        }

        private static URL[] classPath() {
            return Stream.of(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                            .split(File.pathSeparator))
                    .map(entry -> {
                        try {
                            return Path.of(entry).toUri().toURL();
                        } catch (java.net.MalformedURLException impossible) {
                            throw new IllegalStateException(impossible);
                        }
                    })
                    .toArray(URL[]::new);
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.equals(Touched.class.getName())) {
                return Touched.class; // woven into every class of ours while tests run, to record which they touch
            }
            if (name.startsWith("dev.fairground.") && !name.startsWith("dev.fairground.platform.querywatch.")) {
                throw new ClassNotFoundException(name + " is not in the package");
            }
            return super.findClass(name);
        }

        /** Nor are our settings and registrations there, which lie in folders and not in jars. */
        @Override
        public @Nullable URL findResource(String name) {
            URL found = super.findResource(name);
            return found == null || isTheirs(name, found) ? found : null;
        }

        @Override
        public Enumeration<URL> findResources(String name) throws IOException {
            return Collections.enumeration(Collections.list(super.findResources(name)).stream()
                    .filter(found -> isTheirs(name, found))
                    .toList());
        }

        private static boolean isTheirs(String name, URL found) {
            return !found.getProtocol().equals("file")
                    || name.startsWith("watched")
                    || name.startsWith("dev/fairground/platform/querywatch");
        }
    }
}
