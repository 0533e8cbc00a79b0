package com.oetpraxis.ai.consultation;

import com.oetpraxis.ai.transcript.Quote;
import java.util.ArrayList;
import java.util.List;

/** The words that marks rest on, in the order of reading. */
final class Findings {

    private final List<Evidence> evidence = new ArrayList<>();

    void credit(Criterion criterion, String measure, Quote quote) {
        evidence.add(new Evidence(criterion, measure, true, quote));
    }

    void deduct(Criterion criterion, String measure, Quote quote) {
        evidence.add(new Evidence(criterion, measure, false, quote));
    }

    List<Evidence> all() {
        return List.copyOf(evidence);
    }
}
