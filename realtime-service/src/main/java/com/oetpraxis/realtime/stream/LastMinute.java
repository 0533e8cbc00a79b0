package com.oetpraxis.realtime.stream;

import java.util.ArrayDeque;

/** How often something has happened within a minute. */
final class LastMinute {

    private static final long MINUTE_MS = 60_000;

    private final ArrayDeque<Long> times = new ArrayDeque<>();

    /** It has happened once more; how often within the minute up to now. */
    int count(long now) {
        times.addLast(now);
        while (times.getFirst() <= now - MINUTE_MS) {
            times.removeFirst();
        }
        return times.size();
    }
}
