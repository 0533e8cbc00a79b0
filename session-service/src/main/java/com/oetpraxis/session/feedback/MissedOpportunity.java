package com.oetpraxis.session.feedback;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A task of the learner's card that was not done in full.
 *
 * @param task as it stands on the card
 * @param status {@code partly} or {@code missed}
 * @param missed what of it was not done
 */
record MissedOpportunity(String task, String status, List<String> missed) {

    MissedOpportunity {
        missed = List.copyOf(missed);
    }

    /** In the card's order, from the scorer's analysis. */
    static List<MissedOpportunity> of(@Nullable JsonNode analysis) {
        if (analysis == null) {
            return List.of();
        }
        var found = new ArrayList<MissedOpportunity>();
        for (var task : analysis.path("taskCoverage")) {
            var status = task.path("status").asString("");
            if (status.equals("partly") || status.equals("missed")) {
                var missed = new ArrayList<String>();
                task.path("missed").forEach(item -> missed.add(item.asString("")));
                found.add(new MissedOpportunity(task.path("task").asString(""), status, missed));
            }
        }
        return List.copyOf(found);
    }
}
