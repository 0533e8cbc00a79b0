package com.oetpraxis.session.transcript;

import org.jspecify.annotations.Nullable;

/**
 * How good the sound of a learner's turn was.
 *
 * @param snrDb speech over noise, in decibels
 * @param clippedRatio share of samples at full scale, 0 to 1
 * @param levelDb level of the speech, in decibels below full scale
 */
public record AudioQuality(
        @Nullable Double snrDb, @Nullable Double clippedRatio, @Nullable Double levelDb) {

    /** The one figure of catalogue 9.9, 0 to 1; null where the noise was not measured. */
    public @Nullable Double value() {
        var snr = snrDb;
        if (snr == null) {
            return null;
        }
        var clipped = clippedRatio == null ? 0 : clippedRatio;
        return Math.clamp((snr - 5) / 20, 0, 1) * (1 - Math.min(1, 50 * clipped));
    }
}
