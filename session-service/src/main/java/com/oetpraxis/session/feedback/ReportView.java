package com.oetpraxis.session.feedback;

import com.oetpraxis.session.practice.SessionView;
import java.util.List;

/**
 * All there is to show of a report.
 *
 * @param transcript empty while the report is being made
 * @param versions of the same session, the first one first
 */
record ReportView(
        FeedbackReport report,
        SessionView session,
        List<AnnotatedTurn> transcript,
        Comparison comparison,
        List<ReportVersion> versions) {}
