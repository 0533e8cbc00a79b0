package com.oetpraxis.session.feedback;

import java.util.Locale;

/** How far a report is. */
enum ReportStatus {
    GENERATING,
    READY,
    /** Too little was said for a score (catalogue 9.9). */
    TOO_SHORT,
    /** No scorer could assess it; it can be tried again (BR-52). */
    UNAVAILABLE,
    /** A re-score by the same rubric, model and word lists, so no report of its own. */
    UNCHANGED;

    /** As the API, the events and the table write it. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ReportStatus of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
