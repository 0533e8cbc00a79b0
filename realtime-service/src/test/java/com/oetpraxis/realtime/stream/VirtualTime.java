package com.oetpraxis.realtime.stream;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.Executor;

/** Time that passes only when told, and runs everything in one thread, always in the same order. */
final class VirtualTime extends Clock implements Executor {

    private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

    private final ArrayDeque<Runnable> ready = new ArrayDeque<>();
    private final PriorityQueue<Later> waiting =
            new PriorityQueue<>(
                    Comparator.comparingLong(Later::at).thenComparingLong(Later::order));
    private long ms;
    private long orders;

    private record Later(long at, long order, Runnable action) {}

    /** Milliseconds since the beginning. */
    long elapsed() {
        return ms;
    }

    @Override
    public void execute(Runnable task) {
        ready.addLast(task);
    }

    void later(Runnable action, Duration delay) {
        waiting.add(new Later(ms + delay.toMillis(), orders++, action));
    }

    void at(long time, Runnable action) {
        waiting.add(new Later(time, orders++, action));
    }

    /** Runs everything up to this moment. */
    void runUntil(long time) {
        while (true) {
            Runnable next = ready.pollFirst();
            if (next != null) {
                next.run();
                continue;
            }
            Later later = waiting.peek();
            if (later == null || later.at() > time) {
                ms = time;
                return;
            }
            waiting.remove();
            ms = Math.max(ms, later.at());
            later.action().run();
        }
    }

    @Override
    public Instant instant() {
        return START.plusMillis(ms);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
