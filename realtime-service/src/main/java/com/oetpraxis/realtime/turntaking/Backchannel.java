package com.oetpraxis.realtime.turntaking;

import java.util.Locale;
import java.util.Set;

/**
 * Tells "mm, I see" from an interruption: a listener's sounds must not stop the patient (oet-domain
 * 4.4).
 */
final class Backchannel {

    private static final Set<String> SOUNDS =
            Set.of(
                    "mm", "mmm", "hm", "mhm", "mmhm", "hmm", "uh", "huh", "uhuh", "aha", "ah", "oh",
                    "yes", "yeah", "yep", "ok", "okay", "right", "sure", "i", "see", "of", "course",
                    "good", "fine", "alright", "exactly", "really");

    private Backchannel() {}

    static boolean only(String text) {
        for (String word : text.toLowerCase(Locale.ROOT).split("[^a-z]+", -1)) {
            if (!word.isEmpty() && !SOUNDS.contains(word)) {
                return false;
            }
        }
        return true;
    }
}
