package com.oetpraxis.realtime.turntaking;

import java.util.ArrayDeque;

/** At most so many of something in any 60 s. */
final class SlidingCount {

    private static final long WINDOW_MS = 60_000;

    private final int most;
    private final ArrayDeque<Long> times = new ArrayDeque<>();

    SlidingCount(int most) {
        this.most = most;
    }

    /** Counts one more, or refuses it. */
    boolean take(long now) {
        while (!times.isEmpty() && times.getFirst() <= now - WINDOW_MS) {
            times.removeFirst();
        }
        if (times.size() >= most) {
            return false;
        }
        times.addLast(now);
        return true;
    }

    /** Whole seconds until one more would be taken, at least 1. */
    int retryAfterSeconds(long now) {
        Long oldest = times.peekFirst();
        if (oldest == null) {
            return 1;
        }
        return (int) Math.max(1, (oldest + WINDOW_MS - now + 999) / 1000);
    }
}
