package dev.fairground.simulators;

import java.nio.file.Path;
import java.util.function.Function;
import java.util.function.Supplier;

/** How a simulator is started as a process of its own: {@code [port [state folder]]}, or PORT and SIMULATOR_STATE. */
record Launch(int port, Path state) {

    static Launch of(String[] args, int usualPort, String name) {
        var port = args.length > 0 ? args[0] : environment("PORT", String.valueOf(usualPort));
        var state = args.length > 1 ? args[1] : environment("SIMULATOR_STATE", ".data/simulators/" + name);
        return new Launch(Integer.parseInt(port), Path.of(state));
    }

    static String environment(String name, String otherwise) {
        return System.getenv().getOrDefault(name, otherwise);
    }

    /** One line when it is ready, or one that says why it cannot be; a termination signal closes it in order. */
    <S extends AutoCloseable> void run(Supplier<S> start, Function<S, String> ready) {
        try {
            var simulator = start.get();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> close(simulator)));
            System.out.println(ready.apply(simulator) + ", state in " + state);
        } catch (IllegalStateException unable) {
            System.err.println(unable.getMessage());
            System.exit(1);
        }
    }

    private static void close(AutoCloseable simulator) {
        try {
            simulator.close();
        } catch (Exception e) {
            System.err.println("Did not close in order: " + e);
        }
    }
}
