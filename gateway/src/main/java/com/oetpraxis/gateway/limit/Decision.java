package com.oetpraxis.gateway.limit;

import java.util.List;

/**
 * What the windows say of one call, and what the answer's headers tell.
 *
 * @param limit of the tightest window
 * @param remaining calls in it
 * @param resetAt milliseconds since the epoch, when its oldest calls leave it
 * @param retryMillis until a call can succeed; 0 where this one did
 */
record Decision(boolean allowed, long limit, long remaining, long resetAt, long retryMillis) {

    /**
     * @param used calls counted in each window, this one included where allowed
     * @param leaves milliseconds until the oldest of them leave the window
     */
    static Decision of(
            Policy policy, boolean allowed, long now, List<Long> used, List<Long> leaves) {
        var windows = policy.windows();
        var tightest = -1;
        for (var i = 0; i < windows.size(); i++) {
            var speaks = allowed ? windows.get(i).told() : used.get(i) + 1 > windows.get(i).limit();
            if (speaks
                    && (tightest < 0 || isTighter(windows, used, leaves, allowed, i, tightest))) {
                tightest = i;
            }
        }
        var window = windows.get(Math.max(0, tightest));
        var index = Math.max(0, tightest);
        return new Decision(
                allowed,
                window.limit(),
                Math.max(0, window.limit() - used.get(index)),
                now + leaves.get(index),
                allowed ? 0 : Math.max(1, leaves.get(index)));
    }

    /** Of those that allow, the one with the least left; of those that refuse, the longest. */
    private static boolean isTighter(
            List<Window> windows,
            List<Long> used,
            List<Long> leaves,
            boolean allowed,
            int one,
            int other) {
        if (!allowed) {
            return leaves.get(one) > leaves.get(other);
        }
        return windows.get(one).limit() - used.get(one)
                < windows.get(other).limit() - used.get(other);
    }

    /** The same, where so many of the calls that were counted are still to be made. */
    Decision withMore(long held) {
        return held > 0 ? new Decision(allowed, limit, remaining + held, resetAt, 0) : this;
    }
}
