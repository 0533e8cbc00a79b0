package com.oetpraxis.session.feedback;

import java.util.UUID;

/**
 * A report that a worker has taken on for one attempt.
 *
 * @param attempt from 1; who stores or fails the report must still hold this number
 * @param status generating, or unavailable in the background
 * @param current false for a re-score: another report counts until this one is stored
 */
record ReportOrder(
        UUID id, UUID sessionId, UUID userId, int attempt, ReportStatus status, boolean current) {}
