package com.oetpraxis.session.feedback;

import com.oetpraxis.session.marking.Review;
import com.oetpraxis.session.practice.SessionView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All there is to show of a report.
 *
 * @param transcript empty while the report is being made
 * @param review by people; null where nobody asked for one
 * @param versions of the same session, the first one first
 */
record ReportView(
        FeedbackReport report,
        SessionView session,
        List<AnnotatedTurn> transcript,
        Comparison comparison,
        @Nullable Review review,
        List<ReportVersion> versions) {}
