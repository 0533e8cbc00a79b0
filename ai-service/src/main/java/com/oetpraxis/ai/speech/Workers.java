package com.oetpraxis.ai.speech;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads of one model and the bounded queue before them. Who is waited for goes first; work
 * done ahead of time is refused while the queue is half full, everything while it is full.
 *
 * <p>Meters, each with the tag {@code model}: {@code speech.queue} (jobs that wait), {@code
 * speech.wait} and {@code speech.work} (time), {@code speech.refused} (jobs).
 */
public final class Workers implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Workers.class);

    /** Who waits for a job, the most urgent first. */
    public enum Urgency {
        /** Somebody waits for it now. */
        NOW,
        /** It is needed in a moment. */
        SOON,
        /** It may never be needed. */
        AHEAD
    }

    /** A job's work; it deals with its own failures. */
    @FunctionalInterface
    public interface Work {

        /**
         * Does it.
         *
         * @param waited how long it has been in the queue
         */
        void run(Duration waited);
    }

    private final int capacity;
    private final PriorityQueue<Job> queue =
            new PriorityQueue<>(
                    Comparator.comparing((Job job) -> job.urgency)
                            .thenComparingLong(job -> job.number));
    private final Timer wait;
    private final Timer work;
    private final Counter refused;
    private long submitted;
    private long begun;
    private long ended;
    private boolean closed;

    /**
     * Starts the threads.
     *
     * @param model names threads and meters
     * @param threads how many work at once
     * @param capacity how many jobs may wait
     */
    public Workers(String model, int threads, int capacity, MeterRegistry meters) {
        this.capacity = capacity;
        this.wait = timer("speech.wait", model, meters);
        this.work = timer("speech.work", model, meters);
        this.refused = Counter.builder("speech.refused").tag("model", model).register(meters);
        Gauge.builder("speech.queue", this, Workers::waiting).tag("model", model).register(meters);
        for (int i = 0; i < threads; i++) {
            Thread.ofPlatform().daemon().name(model + "-" + i).start(this::serve);
        }
    }

    private static Timer timer(String name, String model, MeterRegistry meters) {
        return Timer.builder(name)
                .tag("model", model)
                .publishPercentiles(0.5, 0.95)
                .register(meters);
    }

    /** Puts a job into the queue; empty if that is too full for it. */
    public synchronized Optional<Job> submit(Urgency urgency, Work task) {
        int room = urgency == Urgency.AHEAD ? capacity / 2 : capacity;
        if (closed || queue.size() >= room) {
            refused.increment();
            return Optional.empty();
        }
        var job = new Job(task, urgency, submitted++);
        queue.add(job);
        notify();
        return Optional.of(job);
    }

    /** How many jobs wait. */
    public synchronized int waiting() {
        return queue.size();
    }

    private void serve() {
        for (var job = next(); job != null; job = next()) {
            long started = System.nanoTime();
            var waited = Duration.ofNanos(started - job.since);
            wait.record(waited);
            try {
                job.task.run(waited);
            } catch (RuntimeException e) {
                log.error("A job ended in {}", e.getClass().getName());
            }
            work.record(System.nanoTime() - started, TimeUnit.NANOSECONDS);
            finished();
        }
    }

    private synchronized @Nullable Job next() {
        while (queue.isEmpty() && !closed) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return null;
            }
        }
        if (closed) {
            return null;
        }
        begun++;
        return queue.poll();
    }

    private synchronized void finished() {
        ended++;
    }

    /** How many jobs have been begun so far. */
    synchronized long begun() {
        return begun;
    }

    /** Whether no job waits or is being done. */
    synchronized boolean isIdle() {
        return queue.isEmpty() && begun == ended;
    }

    /** Lets the threads end; what still waits is forgotten. */
    @Override
    public synchronized void close() {
        closed = true;
        queue.clear();
        notifyAll();
    }

    /** A piece of work in the queue. */
    public final class Job {

        private final Work task;
        private final long number;
        private final long since = System.nanoTime();
        private Urgency urgency;

        private Job(Work task, Urgency urgency, long number) {
            this.task = task;
            this.urgency = urgency;
            this.number = number;
        }

        /** Takes it out of the queue; false if it has begun or ended. */
        public boolean withdraw() {
            synchronized (Workers.this) {
                return queue.remove(this);
            }
        }

        /** Makes it more urgent, if it still waits. */
        public void hurry(Urgency to) {
            synchronized (Workers.this) {
                if (to.compareTo(urgency) < 0 && queue.remove(this)) {
                    urgency = to;
                    queue.add(this);
                }
            }
        }
    }
}
