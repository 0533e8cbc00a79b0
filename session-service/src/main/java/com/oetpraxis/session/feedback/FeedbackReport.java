package com.oetpraxis.session.feedback;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The report of a session as it is stored.
 *
 * @param transcript one line a turn; empty while the report is being made
 * @param score criteria, categories, estimate, evidence and model; null without a score
 */
record FeedbackReport(
        UUID id,
        UUID sessionId,
        UUID userId,
        ReportStatus status,
        String transcript,
        String summary,
        @Nullable Integer overallScore,
        Categories detailedScores,
        List<Strength> strengths,
        List<Improvement> improvements,
        @Nullable JsonNode score,
        @Nullable JsonNode analysis,
        JsonNode notices,
        Instant createdAt,
        Instant updatedAt) {}
