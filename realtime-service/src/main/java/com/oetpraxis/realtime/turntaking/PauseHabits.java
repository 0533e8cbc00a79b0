package com.oetpraxis.realtime.turntaking;

import java.util.ArrayDeque;

/**
 * How long this learner pauses within a turn: the pauses after which they went on. Who pauses long
 * to plan the next words is given that time; who does not is not kept waiting.
 */
final class PauseHabits {

    private static final int MOST = 30;
    private static final int ENOUGH = 5;
    private static final long UNKNOWN_MS = 1_000;
    private static final double SHARE = 0.9;
    private static final double MARGIN = 1.2;

    private final ArrayDeque<Long> pauses = new ArrayDeque<>();

    /** A pause after which the learner went on, in milliseconds. */
    void add(long pauseMs) {
        pauses.addLast(pauseMs);
        if (pauses.size() > MOST) {
            pauses.removeFirst();
        }
    }

    /**
     * The silence within which nine of ten of this learner's pauses were over, and a fifth more; a
     * second until a few are known, because learners pause.
     */
    long usualMs() {
        if (pauses.size() < ENOUGH) {
            return UNKNOWN_MS;
        }
        var sorted = pauses.stream().sorted().toList();
        int index = (int) Math.ceil(SHARE * sorted.size()) - 1;
        return Math.round(sorted.get(index) * MARGIN);
    }
}
