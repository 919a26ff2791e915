package dev.fairground.platform.outbox;

import dev.fairground.platform.instance.Instance;
import dev.fairground.platform.instance.Role;
import java.net.InetAddress;
import java.net.UnknownHostException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Has an instance with the role of worker deliver from its start to its stop. */
@Component
class Dispatcher implements SmartLifecycle {

    private final Instance instance;
    private final Work work;
    private final Bell bell;
    private final DataSource database;
    private final OutboxMeters meters;
    private @Nullable Worker worker;

    Dispatcher(Instance instance, Work work, Bell bell, DataSource database, OutboxMeters meters) {
        this.instance = instance;
        this.work = work;
        this.bell = bell;
        this.database = database;
        this.meters = meters;
    }

    @Override
    public boolean isAutoStartup() {
        return instance.plays(Role.WORKER);
    }

    @Override
    public synchronized void start() {
        worker = new Worker(name(), work, bell, database, meters);
        worker.start();
    }

    @Override
    public synchronized void stop() {
        Worker running = worker;
        worker = null;
        if (running != null) {
            try {
                running.stop();
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return worker != null;
    }

    /** For people who look at the table; who may finish what is decided by the token alone. */
    private static String name() {
        try {
            return InetAddress.getLocalHost().getHostName() + "/"
                    + ProcessHandle.current().pid();
        } catch (UnknownHostException nameless) {
            return "pid/" + ProcessHandle.current().pid();
        }
    }
}
