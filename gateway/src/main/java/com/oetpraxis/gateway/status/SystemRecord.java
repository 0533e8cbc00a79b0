package com.oetpraxis.gateway.status;

import com.oetpraxis.gateway.status.SystemState.Overall;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What the rounds have shown since this gateway started. */
@Component
class SystemRecord {

    private static final Logger log = LoggerFactory.getLogger(SystemRecord.class);

    private final Clock clock;
    private @Nullable Round last;
    private @Nullable SystemState state;
    private @Nullable Instant lastIncident;
    private boolean seenUp;
    private long rounds;
    private long roundsUp;

    SystemRecord(Clock clock) {
        this.clock = clock;
    }

    /**
     * A moment's view of all that is known.
     *
     * @param uptime percent of the rounds without an outage, since the first such round; null
     *     before it
     * @param lastIncident when the suite last stopped being well
     */
    record View(
            Round round,
            SystemState state,
            @Nullable Double uptime,
            @Nullable Instant lastIncident) {}

    synchronized void add(Round round) {
        var next = SystemState.of(round);
        var before = state == null ? null : state.overall();
        if (before != next.overall()) {
            log.info("The suite went from {} to {}", before, next.overall());
            if (before == Overall.OPERATIONAL && next.overall() != Overall.MAINTENANCE) {
                lastIncident = clock.instant();
            }
        }
        var up = next.overall() != Overall.OUTAGE;
        seenUp |= up;
        if (seenUp) {
            rounds++;
            roundsUp += up ? 1 : 0;
        }
        last = round;
        state = next;
    }

    /** Null before the first round. */
    synchronized @Nullable View view() {
        if (last == null) {
            return null;
        }
        return new View(
                last,
                Objects.requireNonNull(state),
                rounds == 0 ? null : (Double) (Math.floor(10_000.0 * roundsUp / rounds) / 100),
                lastIncident);
    }
}
