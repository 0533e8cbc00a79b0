package com.oetpraxis.realtime.audio;

import java.util.ArrayDeque;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The frames of one stream between the network and the detector: no faster than 1.5 times real time
 * over any 10 s, and at most 2 s that the detector has not seen; the oldest are dropped and
 * counted. Safe for one thread that offers and another that takes.
 */
final class AudioIntake {

    private static final double MOST_WAITING_MS = 2_000;
    private static final int BUCKET_MS = 100;
    private static final int BUCKETS = 100;
    private static final double MOST_IN_WINDOW_MS = 15_000;

    private final ArrayDeque<Frame> waiting = new ArrayDeque<>();
    private final double[] received = new double[BUCKETS];
    private double waitingMs;
    private double receivedMs;
    private long lastBucket = Long.MIN_VALUE;
    private long dropped;
    private boolean closed;

    /** One frame as it came. */
    static final class Frame {
        final byte[] data;
        final @Nullable Long sequence;
        final double ms;

        Frame(byte[] data, @Nullable Long sequence, double ms) {
            this.data = data;
            this.sequence = sequence;
            this.ms = ms;
        }
    }

    /**
     * Takes a frame in.
     *
     * @param sequence the client's number, null without
     * @param now milliseconds of a clock that does not go back
     * @return how many older frames had to be dropped for it
     * @throws AudioFault AUDIO003 if audio comes faster than allowed; the frame is not taken
     */
    synchronized int offer(byte[] data, @Nullable Long sequence, double ms, long now)
            throws AudioFault {
        if (closed) {
            Arrays.fill(data, (byte) 0);
            return 0;
        }
        moveWindow(now / BUCKET_MS);
        if (receivedMs + ms > MOST_IN_WINDOW_MS) {
            throw AudioFault.tooFast();
        }
        received[(int) Math.floorMod(lastBucket, (long) BUCKETS)] += ms;
        receivedMs += ms;
        waiting.addLast(new Frame(data, sequence, ms));
        waitingMs += ms;
        int droppedNow = 0;
        while (waitingMs > MOST_WAITING_MS) {
            erase(waiting.removeFirst());
            droppedNow++;
        }
        dropped += droppedNow;
        return droppedNow;
    }

    synchronized @Nullable Frame poll() {
        Frame frame = waiting.pollFirst();
        if (frame == null) {
            return null;
        }
        waitingMs -= frame.ms;
        return frame;
    }

    /** How many frames were dropped unheard. */
    synchronized long dropped() {
        return dropped;
    }

    /** Erases what waits; what still comes is erased at once. */
    synchronized void close() {
        closed = true;
        while (!waiting.isEmpty()) {
            erase(waiting.removeFirst());
        }
    }

    private void erase(Frame frame) {
        waitingMs -= frame.ms;
        Arrays.fill(frame.data, (byte) 0);
    }

    private void moveWindow(long bucket) {
        if (lastBucket == Long.MIN_VALUE) {
            lastBucket = bucket;
        }
        long steps = Math.min(BUCKETS, bucket - lastBucket);
        for (long i = 1; i <= steps; i++) {
            int index = (int) Math.floorMod(lastBucket + i, (long) BUCKETS);
            receivedMs -= received[index];
            received[index] = 0;
        }
        lastBucket = Math.max(lastBucket, bucket);
    }
}
