package com.oetpraxis.session.marking;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a learner sees of the marking of a session, beside the machine's report.
 *
 * @param status one of the words "requested", "marked" and "adjudicated", in this order
 * @param criteria marks of people, decided by one who knew all of them; null before
 * @param estimate on the scale from 0 to 500, from those marks, in steps of ten
 * @param comment to the learner
 */
public record Review(
        String status,
        Instant requestedAt,
        @Nullable Map<String, Integer> criteria,
        @Nullable Integer estimate,
        @Nullable String comment,
        @Nullable Instant adjudicatedAt) {}
