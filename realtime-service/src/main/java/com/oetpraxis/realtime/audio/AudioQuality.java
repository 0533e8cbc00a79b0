package com.oetpraxis.realtime.audio;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How well a stretch of audio can be heard (oet-domain 4.6, catalogue 9.9).
 *
 * @param confidence 0 to 1: the quality where speech was heard, else how sure it is that none was
 * @param snrDb mean level of speech above that of the rest, null without speech
 * @param clippedRatio share of samples at or above 0.99 of full scale
 * @param levelDb 98th percentile of the level of speech in dBFS, of all sound where there is none
 * @param advice what the learner can do, null when nothing is wrong
 */
public record AudioQuality(
        Status status,
        double confidence,
        @Nullable Double snrDb,
        double clippedRatio,
        double levelDb,
        @Nullable String advice) {

    /** The product's three words for it. */
    public enum Status {
        GOOD,
        POOR,
        SILENT;

        /** The name on the wire. */
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
