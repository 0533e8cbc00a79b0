package com.oetpraxis.realtime.turntaking;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * When speech over the patient's is an interruption (oet-domain 4.4): half a second of it, or three
 * words that are no listener's sounds. Where words can be recognised they are waited for, because a
 * cough lasts as long; speech of which nothing is known stops the patient after 0.9 s for the time
 * being, until it is known.
 */
final class BargeIn {

    static final long UNKNOWN_MS = 900;

    private static final int SURE_WORDS = 3;

    enum Verdict {
        /** The patient goes on. */
        NONE,
        /** The patient stops, and goes on if it turns out to have been nothing. */
        PERHAPS,
        /** The patient stops for good. */
        SURE
    }

    private BargeIn() {}

    /**
     * @param speechMs how long the learner has been speaking
     * @param text what has been recognised of it, null while nothing is known
     * @param recogniser whether words can become known
     */
    static Verdict judge(long speechMs, @Nullable String text, boolean recogniser, long sureMs) {
        if (text == null) {
            if (!recogniser) {
                return speechMs >= sureMs ? Verdict.SURE : Verdict.NONE;
            }
            return speechMs >= Math.max(sureMs, UNKNOWN_MS) ? Verdict.PERHAPS : Verdict.NONE;
        }
        if (text.isBlank() || Backchannel.only(text)) {
            return Verdict.NONE;
        }
        return speechMs >= sureMs || words(text) >= SURE_WORDS ? Verdict.SURE : Verdict.NONE;
    }

    /** Whether these words, or none, leave the floor to the patient. */
    static boolean leavesTheFloor(@Nullable String text) {
        return text == null || text.isBlank() || Backchannel.only(text);
    }

    private static int words(String text) {
        int count = 0;
        for (String word : text.toLowerCase(Locale.ROOT).split("[^a-z']+", -1)) {
            if (!word.isEmpty() && !Backchannel.only(word)) {
                count++;
            }
        }
        return count;
    }
}
