package com.oetpraxis.ai.transcript;

import org.jspecify.annotations.Nullable;

/**
 * How good the learner's recording was.
 *
 * @param snrDb speech over noise, in decibels; null where it was not measured
 * @param clippedRatio share of samples at full scale, 0 to 1; null where it was not measured
 */
public record AudioQuality(@Nullable Double snrDb, @Nullable Double clippedRatio) {

    /** Where nothing was measured. */
    public static final AudioQuality UNKNOWN = new AudioQuality(null, null);

    /**
     * The one figure of catalogue 9.9, 0 to 1; null where the noise was not measured. Clean audio
     * at 19 dB has 0.7.
     */
    public @Nullable Double value() {
        var snr = snrDb;
        if (snr == null) {
            return null;
        }
        double clipped = clippedRatio == null ? 0 : clippedRatio;
        return Math.clamp((snr - 5) / 20, 0, 1) * (1 - Math.min(1, 50 * clipped));
    }
}
