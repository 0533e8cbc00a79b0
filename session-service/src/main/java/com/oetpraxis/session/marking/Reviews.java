package com.oetpraxis.session.marking;

import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What learners see of the marking of their sessions. */
@Component
public class Reviews {

    private final MarkingCases cases;

    Reviews(MarkingCases cases) {
        this.cases = cases;
    }

    /** The review of a session; empty where nobody asked for one. */
    public Optional<Review> of(UUID sessionId) {
        return cases.ofSession(sessionId).map(this::review);
    }

    private Review review(MarkingCase marking) {
        var adjudicated = marking.adjudicated();
        if (adjudicated == null) {
            var enough = cases.given(marking.id()).size() >= MarkingCases.MARKS_NEEDED;
            return new Review(
                    enough ? "marked" : "requested", marking.requestedAt(), null, null, null, null);
        }
        var criteria = new LinkedHashMap<String, Integer>();
        adjudicated.marks().given().forEach((c, mark) -> criteria.put(c.code(), mark));
        return new Review(
                "adjudicated",
                marking.requestedAt(),
                criteria,
                EstimateScale.of(adjudicated.marks().given()),
                adjudicated.comment(),
                adjudicated.at());
    }
}
