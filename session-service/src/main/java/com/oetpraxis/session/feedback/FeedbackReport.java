package com.oetpraxis.session.feedback;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The report of a session as it is stored.
 *
 * @param version from 1 within the session
 * @param current the one that counts
 * @param transcript one line a turn; empty while the report is being made
 * @param score criteria, categories, estimate, evidence and model; null without a score
 */
record FeedbackReport(
        UUID id,
        UUID sessionId,
        UUID userId,
        int version,
        boolean current,
        ReportStatus status,
        String transcript,
        String summary,
        @Nullable Integer overallScore,
        Categories detailedScores,
        List<Strength> strengths,
        List<Improvement> improvements,
        @Nullable JsonNode score,
        @Nullable JsonNode analysis,
        @Nullable PatientFeeling patientFeeling,
        JsonNode notices,
        Instant createdAt,
        Instant updatedAt) {

    /** A member of the scorer's answer; null without it. */
    @Nullable JsonNode member(String name) {
        var member = score == null ? null : score.get(name);
        return member == null || member.isNull() ? null : member;
    }
}
