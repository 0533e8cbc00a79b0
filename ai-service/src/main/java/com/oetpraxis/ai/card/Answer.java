package com.oetpraxis.ai.card;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * An answer to a question that every card knows.
 *
 * @param lines what is said
 * @param examples ways to ask for it, for the comparison by meaning
 * @param minBand the lowest band whose line gives the facts away; see {@link #revealingBand()}
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Answer(
        @JsonProperty("r") Lines lines,
        @Nullable List<String> examples,
        @Nullable Band minBand,
        @Nullable Reveals reveals) {

    /** The facts given away, perhaps none. */
    public Reveals revealed() {
        return reveals == null ? Reveals.NOTHING : reveals;
    }

    /**
     * The lowest band whose line gives facts away: as stated, else neutral where there is a guarded
     * line, else guarded.
     */
    public Band revealingBand() {
        if (minBand != null) {
            return minBand;
        }
        return lines.guarded() == null ? Band.GUARDED : Band.NEUTRAL;
    }

    /** The facts that a line of this band gives away. */
    public List<String> factsToldAt(Band lineBand) {
        return revealed().byBand().isEmpty() && !lineBand.isAtLeast(revealingBand())
                ? List.of()
                : revealed().at(lineBand);
    }
}
