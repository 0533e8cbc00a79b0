package com.oetpraxis.session.practice;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What sessions show of their reports; the feature that makes reports implements it. */
public interface SessionReports {

    /** The current report of a completed session. */
    Optional<ReportReference> current(UUID sessionId);

    /** Overall scores, 0 to 100, of those of the sessions that have one. */
    Map<UUID, Integer> scores(Collection<UUID> sessionIds);

    /**
     * @param status {@code generating}, {@code ready}, {@code too_short} or {@code unavailable}
     */
    record ReportReference(UUID id, String status) {}
}
