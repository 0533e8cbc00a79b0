package com.oetpraxis.ai.speech;

import org.jspecify.annotations.Nullable;

/** By which work that nobody wants any more is stopped, from any thread. */
public final class Cancellation {

    private boolean cancelled;
    private @Nullable Runnable stop;

    /** Stops the work, now or when it begins. */
    public synchronized void cancel() {
        cancelled = true;
        if (stop != null) {
            stop.run();
        }
    }

    public synchronized boolean isCancelled() {
        return cancelled;
    }

    /** Says how to stop what cannot ask; run at once if it is cancelled already. */
    public synchronized void stopBy(Runnable stopper) {
        stop = stopper;
        if (cancelled) {
            stopper.run();
        }
    }

    /** Takes {@link #stopBy} back; after this returns the stopper is not called any more. */
    public synchronized void done() {
        stop = null;
    }
}
