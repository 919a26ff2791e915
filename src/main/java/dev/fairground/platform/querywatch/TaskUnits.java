package dev.fairground.platform.querywatch;

import org.springframework.core.task.TaskDecorator;

/** Makes each task that is handed to one of the application's executors a unit of its own, since none inherits that of the thread it comes from. */
final class TaskUnits implements TaskDecorator {

    private final QueryWatch watch;

    TaskUnits(QueryWatch watch) {
        this.watch = watch;
    }

    @Override
    public Runnable decorate(Runnable task) {
        return () -> watch.unit("task", task);
    }
}
