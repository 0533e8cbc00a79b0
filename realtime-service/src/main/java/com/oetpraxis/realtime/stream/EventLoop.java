package com.oetpraxis.realtime.stream;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Runs the tasks of one stream one after the other, on a borrowed thread only while there are any.
 */
final class EventLoop {

    private final Executor executor;
    private final Consumer<RuntimeException> failed;
    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
    private boolean running;

    EventLoop(Executor executor, Consumer<RuntimeException> failed) {
        this.executor = executor;
        this.failed = failed;
    }

    void execute(Runnable task) {
        synchronized (tasks) {
            tasks.addLast(task);
            if (running) {
                return;
            }
            running = true;
        }
        executor.execute(this::drain);
    }

    private void drain() {
        while (true) {
            Runnable task;
            synchronized (tasks) {
                task = tasks.pollFirst();
                if (task == null) {
                    running = false;
                    return;
                }
            }
            try {
                task.run();
            } catch (RuntimeException e) { // the edge of the loop: one stream must not end others
                failed.accept(e);
            }
        }
    }
}
