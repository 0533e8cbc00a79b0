package com.oetpraxis.realtime.audio;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Puts numbered frames back into order: waits for a missing one while at most {@value #MOST_HELD}
 * later ones have come, and no longer than {@value #LONGEST_WAIT_MS} ms. What comes after that, or
 * twice, is dropped. Frames without a number pass as they come.
 */
final class FrameOrder {

    static final int MOST_HELD = 5;
    static final long LONGEST_WAIT_MS = 200;

    private static final long RESTART_DISTANCE = 100;

    private final TreeMap<Long, byte[]> held = new TreeMap<>();
    private long next = -1;
    private long heldSince;
    private long lost;
    private long late;

    /** A frame that is due, or the number of frames that were lost before the next one. */
    sealed interface Due {}

    /** A frame in its turn; the array's owner is whoever takes it. */
    static final class InOrder implements Due {
        final byte[] data;

        InOrder(byte[] data) {
            this.data = data;
        }
    }

    record Lost(int frames) implements Due {}

    /** Takes a frame in; answers what is due now, in order. */
    List<Due> take(byte[] data, @Nullable Long sequence, long now) {
        var due = new ArrayList<Due>(2);
        if (sequence == null) {
            due.add(new InOrder(data));
            return due;
        }
        if (next < 0 || Math.abs(sequence - next) > RESTART_DISTANCE) {
            flush(due);
            next = sequence;
        }
        if (sequence < next || held.containsKey(sequence)) {
            late++;
            java.util.Arrays.fill(data, (byte) 0);
            return due;
        }
        if (held.isEmpty()) {
            heldSince = now;
        }
        held.put(sequence, data);
        release(due);
        if (held.size() > MOST_HELD || (!held.isEmpty() && now - heldSince > LONGEST_WAIT_MS)) {
            skip(due);
            release(due);
            heldSince = now;
        }
        return due;
    }

    /** Whether a frame waits for one before it. */
    boolean isHolding() {
        return !held.isEmpty();
    }

    /** What waits too long by now, or, if it is wanted at once, everything. */
    List<Due> overdue(long now, boolean atOnce) {
        var due = new ArrayList<Due>();
        while (!held.isEmpty() && (atOnce || now - heldSince > LONGEST_WAIT_MS)) {
            skip(due);
            release(due);
            heldSince = now;
        }
        return due;
    }

    /** Frames that never came in time. */
    long lost() {
        return lost;
    }

    /** Frames that came too late, or twice. */
    long late() {
        return late;
    }

    void clear() {
        held.values().forEach(data -> java.util.Arrays.fill(data, (byte) 0));
        held.clear();
    }

    private void release(List<Due> due) {
        for (byte[] data = held.remove(next); data != null; data = held.remove(next)) {
            due.add(new InOrder(data));
            next++;
        }
    }

    private void skip(List<Due> due) {
        if (!held.isEmpty()) {
            int gap = (int) (held.firstKey() - next);
            lost += gap;
            due.add(new Lost(gap));
            next = held.firstKey();
        }
    }

    private void flush(List<Due> due) {
        while (!held.isEmpty()) {
            skip(due);
            release(due);
        }
    }
}
