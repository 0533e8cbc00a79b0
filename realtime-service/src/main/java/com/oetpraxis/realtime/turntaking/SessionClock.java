package com.oetpraxis.realtime.turntaking;

import com.oetpraxis.realtime.turntaking.TurnCommand.ShowTimer;
import com.oetpraxis.realtime.turntaking.TurnCommand.TimerLevel;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The session's own time: stands still in a pause, counts down to the card's duration. */
final class SessionClock {

    private static final int EVERY_SECOND_BELOW = 30;
    private static final int CRITICAL_BELOW = 10;
    private static final int STEP = 10;
    private static final long NEVER = Long.MAX_VALUE;

    private final long durationMs;
    private final long hardStopMs;
    private long activeMs;
    private long since;
    private boolean running;
    private long nextShownSeconds;

    SessionClock(Duration duration, Duration hardStopAfter, Duration active) {
        this.durationMs = duration.toMillis();
        this.hardStopMs = duration.plus(hardStopAfter).toMillis();
        this.activeMs = active.toMillis();
        this.nextShownSeconds = ceilSeconds(durationMs - activeMs);
    }

    void start(long now) {
        if (!running) {
            running = true;
            since = now;
        }
    }

    void stop(long now) {
        if (running) {
            activeMs += now - since;
            running = false;
        }
    }

    long elapsed(long now) {
        return running ? activeMs + now - since : activeMs;
    }

    /** Whether the card's duration is over, after which the patient closes. */
    boolean isTimeUp(long now) {
        return elapsed(now) >= durationMs;
    }

    long timeUpAt() {
        return at(durationMs);
    }

    /** Whether the time beyond it is over, too. */
    boolean isHardStop(long now) {
        return elapsed(now) >= hardStopMs;
    }

    long hardStopAt() {
        return at(hardStopMs);
    }

    /** When this clock will show so much; never while it stands. */
    private long at(long elapsedMs) {
        return running ? since + Math.max(0, elapsedMs - activeMs) : NEVER;
    }

    /** When the next countdown message is due. */
    long nextShowAt() {
        return nextShownSeconds < 0 ? NEVER : at(durationMs - nextShownSeconds * 1000);
    }

    /** The countdown message that is due, if one is. */
    @Nullable ShowTimer due(long now) {
        if (!running || nextShownSeconds < 0 || now < nextShowAt()) {
            return null;
        }
        return show(now);
    }

    /** The countdown as it stands; the next message follows from here. */
    ShowTimer show(long now) {
        long seconds = ceilSeconds(durationMs - elapsed(now));
        if (seconds <= 0) {
            nextShownSeconds = -1;
        } else if (seconds > EVERY_SECOND_BELOW) {
            nextShownSeconds = (seconds - 1) / STEP * STEP;
        } else {
            nextShownSeconds = seconds - 1;
        }
        return new ShowTimer((int) seconds, level(seconds));
    }

    private static TimerLevel level(long seconds) {
        if (seconds < CRITICAL_BELOW) {
            return TimerLevel.CRITICAL;
        }
        return seconds < EVERY_SECOND_BELOW ? TimerLevel.WARNING : TimerLevel.NORMAL;
    }

    private static long ceilSeconds(long ms) {
        return ms <= 0 ? 0 : (ms + 999) / 1000;
    }
}
