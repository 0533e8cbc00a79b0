package com.oetpraxis.session.feedback;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One of a session's reports.
 *
 * @param version from 1; a re-score is the next
 * @param id of the report
 * @param current the one that counts
 * @param modelVersion of the scorer that made it
 * @param modelHash of the rubric, model and word lists it was made with
 */
record ReportVersion(
        int version,
        UUID id,
        boolean current,
        @Nullable Integer overallScore,
        @Nullable String modelVersion,
        @Nullable String modelHash,
        Instant createdAt) {}
