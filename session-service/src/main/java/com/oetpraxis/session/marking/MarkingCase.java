package com.oetpraxis.session.marking;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A session that people mark.
 *
 * @param reason why the learner asks; shown to who decides, not to who marks
 * @param adjudicated null until somebody has decided
 */
record MarkingCase(
        UUID id,
        UUID sessionId,
        UUID reportId,
        @Nullable String reason,
        Instant requestedAt,
        @Nullable Adjudication adjudicated) {

    /** The decision. */
    record Adjudication(Marks marks, @Nullable String comment, Instant at) {}

    /** One reviewer's blind marks. */
    record Given(UUID reviewerId, Marks marks, @Nullable String comment, Instant at) {}
}
