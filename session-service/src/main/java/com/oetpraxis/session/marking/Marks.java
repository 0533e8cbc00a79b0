package com.oetpraxis.session.marking;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A person's marks, whole numbers. The first two can be left out, since no sound is kept: what a
 * transcript does not show is not to be guessed.
 *
 * @param intelligibility 0 to 6, as are fluency, appropriateness and resources
 * @param relationship 0 to 3, as are the other clinical criteria
 */
record Marks(
        @Min(0) @Max(6) @Nullable Integer intelligibility,
        @Min(0) @Max(6) @Nullable Integer fluency,
        @NotNull @Min(0) @Max(6) Integer appropriateness,
        @NotNull @Min(0) @Max(6) Integer resources,
        @NotNull @Min(0) @Max(3) Integer relationship,
        @NotNull @Min(0) @Max(3) Integer perspective,
        @NotNull @Min(0) @Max(3) Integer structure,
        @NotNull @Min(0) @Max(3) Integer gathering,
        @NotNull @Min(0) @Max(3) Integer giving) {

    /** Those that were given. */
    Map<Criterion, Integer> given() {
        var given = new EnumMap<Criterion, Integer>(Criterion.class);
        if (intelligibility != null) {
            given.put(Criterion.INTELLIGIBILITY, intelligibility);
        }
        if (fluency != null) {
            given.put(Criterion.FLUENCY, fluency);
        }
        given.put(Criterion.APPROPRIATENESS, appropriateness);
        given.put(Criterion.RESOURCES, resources);
        given.put(Criterion.RELATIONSHIP, relationship);
        given.put(Criterion.PERSPECTIVE, perspective);
        given.put(Criterion.STRUCTURE, structure);
        given.put(Criterion.GATHERING, gathering);
        given.put(Criterion.GIVING, giving);
        return given;
    }
}
