package com.oetpraxis.session.practice;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A session as it stood when it was read.
 *
 * @param scenarioCode the card's stable code
 * @param timeLimitSeconds after which the patient closes
 * @param turns stored so far
 * @param durationSeconds active seconds, null while the session is open
 * @param exchanges turns of the learner that the patient answered, null while the session is open
 * @param audioQuality 0 to 1, null where nothing was spoken
 * @param started whether the learner has said something that counts
 */
public record SessionView(
        UUID id,
        UUID userId,
        UUID scenarioId,
        int scenarioVersion,
        String scenarioCode,
        String scenarioTitle,
        String profession,
        @Nullable Integer personaAge,
        @Nullable String personaGender,
        int timeLimitSeconds,
        SessionStatus status,
        int epoch,
        int turns,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String endReason,
        @Nullable Integer durationSeconds,
        @Nullable Integer exchanges,
        @Nullable Double audioQuality,
        boolean started) {}
