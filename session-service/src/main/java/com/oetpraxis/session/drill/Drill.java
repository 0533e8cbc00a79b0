package com.oetpraxis.session.drill;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An exercise of one learner. */
record Drill(
        UUID id,
        UUID userId,
        UUID sessionId,
        String kind,
        String quote,
        String prompt,
        @Nullable String suggestion,
        @Nullable String example,
        Repetition repetition,
        Instant dueAt) {}
