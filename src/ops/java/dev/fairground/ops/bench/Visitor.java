package dev.fairground.ops.bench;

import java.util.function.Supplier;

/** Sends one request after the other over a connection of its own. */
record Visitor(Wire wire, Supplier<byte[]> request) implements Rounds.Worker {

    static Visitor at(int port, Supplier<byte[]> request) {
        return new Visitor(new Wire(port), request);
    }

    @Override
    public boolean work() {
        return wire.send(request.get()) < 300;
    }

    @Override
    public void close() {
        wire.close();
    }
}
