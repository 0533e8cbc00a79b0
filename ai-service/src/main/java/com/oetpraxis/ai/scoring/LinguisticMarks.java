package com.oetpraxis.ai.scoring;

import com.oetpraxis.ai.consultation.Evidence;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The linguistic criteria before rounding, 0 to 6.
 *
 * @param intelligibility null where no usable confidence exists
 * @param fluency null where words have no times
 * @param grammar accuracy and range
 * @param vocabulary null where too little was said
 */
record LinguisticMarks(
        @Nullable Double intelligibility,
        @Nullable Double fluency,
        double appropriateness,
        double resources,
        double grammar,
        @Nullable Double vocabulary,
        List<Evidence> evidence) {

    LinguisticMarks {
        evidence = List.copyOf(evidence);
    }
}
