package com.oetpraxis.session.progress;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A completed session with what its report says.
 *
 * @param seconds active
 * @param score 0 to 100; null without one
 * @param estimate unrounded, on the scale from 0 to 500; null without one
 * @param categories those of the six scores that were judged, by name
 */
record PractisedSession(
        UUID id,
        UUID scenarioId,
        Instant endedAt,
        int seconds,
        @Nullable Integer score,
        @Nullable Double estimate,
        Map<String, Integer> categories) {

    PractisedSession {
        categories = Map.copyOf(categories);
    }
}
