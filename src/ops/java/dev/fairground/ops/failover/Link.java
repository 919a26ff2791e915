package dev.fairground.ops.failover;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * The way to a port of this machine as if that were far away, or as bad as it is told to be: each byte takes its time in either direction. What
 * is under way when it is cut never arrives, as when a machine dies whose last packets are in no network's hands yet.
 */
public final class Link implements AutoCloseable {

    private static final int PACKET = 1 << 16;

    private final ServerSocket door;
    private final Set<Socket> ends = ConcurrentHashMap.newKeySet();
    private volatile int to;
    private volatile Duration delay = Duration.ZERO;
    private volatile Mood mood = Mood.CARRIES;

    /** What becomes of what is sent. */
    public enum Mood {
        CARRIES,
        /** Who connects is let in and never hears a word; what was under way stays there. */
        SWALLOWS,
        /** Who is connected is cut off, and so is whoever connects. */
        RESETS
    }

    /** Leads nowhere until it is told where to. */
    public Link() throws IOException {
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::letIn);
    }

    public Link to(int port) {
        to = port;
        return this;
    }

    /** What a byte takes in each direction, from now on. */
    public Link delay(Duration each) {
        delay = each;
        return this;
    }

    /** From now on; of what was swallowed nothing comes up again. */
    public void become(Mood other) {
        mood = other;
        if (other == Mood.RESETS) ends.forEach(Link::reset);
    }

    public int port() {
        return door.getLocalPort();
    }

    private record Packet(byte[] bytes, long due) {}

    private void letIn() {
        try {
            while (true) {
                var near = door.accept();
                ends.add(near);
                if (mood == Mood.RESETS) reset(near);
                else connect(near);
            }
        } catch (IOException cut) {
            // and nobody is let in any more
        }
    }

    private void connect(Socket near) throws IOException {
        try {
            var far = new Socket(InetAddress.getLoopbackAddress(), to);
            ends.add(far);
            carry(near, far);
            carry(far, near);
        } catch (IOException nobody) {
            near.close();
        }
    }

    /** Closed with this option, it sends a reset instead of an end. */
    private static void reset(Socket end) {
        try (end) {
            end.setSoLinger(true, 0);
        } catch (IOException gone) {
            // which is as good
        }
    }

    private void carry(Socket from, Socket into) {
        var underWay = new LinkedBlockingQueue<Packet>();
        Thread.ofVirtual().start(() -> take(from, into, underWay));
        Thread.ofVirtual().start(() -> give(into, underWay));
    }

    private void take(Socket from, Socket into, BlockingQueue<Packet> underWay) {
        try (from;
                into) {
            var bytes = new byte[PACKET];
            for (int read = from.getInputStream().read(bytes);
                    read >= 0;
                    read = from.getInputStream().read(bytes)) {
                if (mood == Mood.SWALLOWS) continue;
                underWay.add(new Packet(Arrays.copyOf(bytes, read), System.nanoTime() + delay.toNanos()));
            }
        } catch (IOException cut) {
            // both ends are closed with it
        }
    }

    private static void give(Socket into, BlockingQueue<Packet> underWay) {
        try {
            while (!into.isClosed()) {
                var packet = underWay.take();
                LockSupport.parkNanos(packet.due() - System.nanoTime());
                into.getOutputStream().write(packet.bytes());
            }
        } catch (IOException | InterruptedException cut) {
            // what comes later has nowhere to go
        }
    }

    /** From now on nothing arrives. */
    @Override
    public void close() {
        try {
            door.close();
            for (var end : ends) end.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
