package com.oetpraxis.ai.card;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the patient says to one thing, by band.
 *
 * @param any said in every band that has no line of its own
 * @param again said when the same is asked once more
 */
public record Lines(
        @Nullable String guarded,
        @Nullable String neutral,
        @Nullable String open,
        @Nullable String any,
        @Nullable String again) {

    /** The same line in every band. */
    public static Lines of(String line) {
        return new Lines(null, null, null, line, null);
    }

    /**
     * A line and the band it counts for, which decides what it gives away.
     *
     * @param band the band the line was written for; the current one for a line of any band
     */
    public record Chosen(String text, Band band) {}

    /**
     * The line for a band: its own, else that of any band, else the nearest lower, else the nearest
     * higher.
     *
     * @throws IllegalStateException if there is no line at all
     */
    public Chosen choose(Band band) {
        var exact = line(band);
        if (exact != null) {
            return new Chosen(exact, band);
        }
        if (any != null) {
            return new Chosen(any, band);
        }
        for (var other : Stream.concat(band.below().stream(), band.above().stream()).toList()) {
            var line = line(other);
            if (line != null) {
                return new Chosen(line, other);
            }
        }
        throw new IllegalStateException("A reply without a line");
    }

    /** The line written for one band, if there is one. */
    public @Nullable String line(Band band) {
        return switch (band) {
            case GUARDED -> guarded;
            case NEUTRAL -> neutral;
            case OPEN -> open;
        };
    }

    /** Every line there is. */
    public List<String> all() {
        var lines = new ArrayList<String>();
        for (var line : new @Nullable String[] {guarded, neutral, open, any, again}) {
            if (line != null) {
                lines.add(line);
            }
        }
        return lines;
    }
}
