package com.oetpraxis.ai.live;

import com.oetpraxis.ai.speech.Cancellation;
import com.oetpraxis.ai.speech.PreferredWords;
import com.oetpraxis.ai.speech.Recogniser;
import com.oetpraxis.ai.speech.Recognition;
import com.oetpraxis.ai.speech.SpeechException;
import com.oetpraxis.ai.speech.Workers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The learner's speech of one line on its way through the recogniser, one stretch at a time and in
 * order. A newer interim look takes the place of one that still waits; a complete stretch stops the
 * look at it that is under way, and is never dropped.
 */
final class Listening {

    private static final Logger log = LoggerFactory.getLogger(Listening.class);

    /** More complete stretches may not wait: together that is a minute and a half of speech. */
    private static final int MOST_WAITING = 16;

    /** Takes what comes out; called by the recogniser's threads and a timer. */
    interface Listener {

        /**
         * A stretch was written down.
         *
         * @param queued how long it had waited
         * @param took how long the recogniser worked
         */
        void transcribed(SoundFrame frame, Recognition recognition, Duration queued, Duration took);

        /** A stretch could not be written down; it may be sent again. */
        void failed(SoundFrame frame);

        /** A complete stretch is waiting for longer than learners like. */
        void busy();
    }

    private final Recogniser recogniser;
    private final Workers workers;
    private final PreferredWords preferred;
    private final Duration busyAfter;
    private final Listener listener;
    private final Deque<Waiting> complete = new ArrayDeque<>();
    private @Nullable Waiting interim;
    private @Nullable Waiting underWay;
    private Workers.@Nullable Job job;
    private boolean closed;

    private static final class Waiting {

        private final SoundFrame frame;
        private final long since = System.nanoTime();
        private final Cancellation cancellation = new Cancellation();

        private Waiting(SoundFrame frame) {
            this.frame = frame;
        }
    }

    Listening(
            Recogniser recogniser,
            Workers workers,
            PreferredWords preferred,
            Duration busyAfter,
            Listener listener) {
        this.recogniser = recogniser;
        this.workers = workers;
        this.preferred = preferred;
        this.busyAfter = busyAfter;
        this.listener = listener;
    }

    /** Takes a stretch; its sound is erased when it has been listened to. */
    synchronized void hear(SoundFrame frame) {
        var waiting = new Waiting(frame);
        if (closed) {
            frame.erase();
        } else if (frame.complete()) {
            dropInterim();
            if (underWay != null && !underWay.frame.complete()) {
                underWay.cancellation.cancel();
            }
            if (complete.size() >= MOST_WAITING) {
                refuse(waiting);
                return;
            }
            complete.add(waiting);
            CompletableFuture.delayedExecutor(busyAfter.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(() -> tellIfWaiting(waiting));
            serve();
        } else {
            dropInterim();
            interim = waiting;
            serve();
        }
    }

    private void dropInterim() {
        if (interim != null) {
            interim.frame.erase();
            interim = null;
        }
    }

    private void tellIfWaiting(Waiting waiting) {
        boolean waits;
        synchronized (this) {
            waits = complete.contains(waiting);
        }
        if (waits) {
            listener.busy();
        }
    }

    /** Asks for a thread if there is something to do and none is asked for. */
    private synchronized void serve() {
        if (closed || underWay != null || (complete.isEmpty() && interim == null)) {
            return;
        }
        var urgency = complete.isEmpty() ? Workers.Urgency.AHEAD : Workers.Urgency.NOW;
        if (job != null) {
            job.hurry(urgency);
            return;
        }
        job = workers.submit(urgency, waited -> listen()).orElse(null);
        if (job == null) {
            dropInterim();
            complete.forEach(this::refuse);
            complete.clear();
        }
    }

    private void refuse(Waiting waiting) {
        listener.failed(waiting.frame);
        waiting.frame.erase();
    }

    private synchronized @Nullable Waiting next() {
        job = null;
        var next = complete.poll();
        if (next == null) {
            next = interim;
            interim = null;
        }
        underWay = next;
        return next;
    }

    private void listen() {
        var next = next();
        if (next == null) {
            return;
        }
        long started = System.nanoTime();
        try {
            var recognition = recognise(next);
            if (!next.cancellation.isCancelled()) {
                listener.transcribed(
                        next.frame,
                        recognition,
                        Duration.ofNanos(started - next.since),
                        Duration.ofNanos(System.nanoTime() - started));
            }
        } catch (SpeechException e) {
            log.warn("A stretch of speech was not recognised: {}", String.valueOf(e.getCause()));
            listener.failed(next.frame);
        } finally {
            synchronized (this) {
                underWay = null;
            }
            serve();
        }
    }

    /** Erases the sound before anybody learns what was said. */
    private Recognition recognise(Waiting next) {
        var samples = next.frame.floats();
        try {
            // looks at an unfinished stretch are not worth the time that preferring words takes
            var words = next.frame.complete() ? preferred : PreferredWords.NONE;
            return recogniser.recognise(samples, words, next.cancellation);
        } finally {
            Arrays.fill(samples, 0);
            next.frame.erase();
        }
    }

    /** Forgets all that waits and stops what is under way. */
    synchronized void close() {
        closed = true;
        dropInterim();
        complete.forEach(waiting -> waiting.frame.erase());
        complete.clear();
        if (underWay != null) {
            underWay.cancellation.cancel();
        }
        if (job != null) {
            job.withdraw();
        }
    }
}
