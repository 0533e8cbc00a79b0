package com.oetpraxis.ai.feedback;

import com.oetpraxis.ai.transcript.Quote;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the patient felt at the end of the talk, and why.
 *
 * @param feeling a sentence or two
 * @param why what moved the patient, in the order of the talk
 */
record PatientFeeling(String feeling, List<Reason> why) {

    /**
     * @param quote words of either side that show it; null where no words do
     */
    record Reason(String text, @Nullable Quote quote) {}
}
