package com.oetpraxis.ai.patient;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the patient says next.
 *
 * @param text never empty
 * @param parts the same, sentence group by sentence group, in the order they are said
 * @param prompted whether it breaks a silence or ends the talk at time
 * @param closing whether the talk ends with it
 * @param matched what was understood of the learner's turn; null where there was none
 */
public record PatientReply(
        String text,
        List<String> parts,
        boolean prompted,
        boolean closing,
        @Nullable Matched matched) {

    public PatientReply {
        parts = List.copyOf(parts);
    }
}
