package com.oetpraxis.gateway.limit;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Calls of one client that this gateway has taken in advance. */
final class Lot {

    private final AtomicBoolean renewing = new AtomicBoolean();
    private long left;
    private long takenAt;
    private long goodUntilNanos;
    private @Nullable Decision decision;

    /**
     * What was not handed out in time.
     *
     * @param takenAt Redis's time of the lease
     */
    record Unused(long calls, long takenAt) {}

    /** One call out of the lot; null where it is used up or too old. */
    synchronized @Nullable Decision take() {
        if (left == 0 || decision == null || System.nanoTime() - goodUntilNanos >= 0) {
            return null;
        }
        left--;
        return decision.withMore(left);
    }

    /** Whether it falls to this caller to renew the lot; the others ask for their own call. */
    boolean beginRenewal() {
        return renewing.compareAndSet(false, true);
    }

    void endRenewal() {
        renewing.set(false);
    }

    /** Takes out what is left, to be given back. */
    synchronized @Nullable Unused unused() {
        if (left == 0) {
            return null;
        }
        var unused = new Unused(left, takenAt);
        left = 0;
        return unused;
    }

    /**
     * @param askedNanos when Redis was asked, so that the lot ends here before it ends there
     */
    synchronized void renew(RedisLimiter.Grant grant, long askedNanos, Duration life) {
        left = Math.max(0, grant.given() - 1);
        takenAt = grant.takenAt();
        goodUntilNanos = askedNanos + life.toNanos();
        decision = grant.decision();
    }
}
