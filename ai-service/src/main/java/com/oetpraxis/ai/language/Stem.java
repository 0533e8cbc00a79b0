package com.oetpraxis.ai.language;

import java.util.List;

/** A light stem, by which "coughing" and "cough" are the same thing said twice. */
public final class Stem {

    private static final List<String> ENDINGS =
            List.of(
                    "lessness",
                    "fulness",
                    "iness",
                    "ness",
                    "less",
                    "fully",
                    "ingly",
                    "edly",
                    "ily",
                    "ing",
                    "ied",
                    "ies",
                    "ed",
                    "es",
                    "ly",
                    "s",
                    "ful");

    private Stem() {}

    /** The stem of a word in its one spelling. */
    public static String of(String word) {
        var stem = word;
        for (int pass = 0; pass < 2; pass++) {
            stem = withoutEnding(stem);
        }
        if (stem.length() > 3 && stem.endsWith("e")) {
            stem = stem.substring(0, stem.length() - 1);
        }
        if (stem.length() > 3 && isDoubled(stem)) {
            stem = stem.substring(0, stem.length() - 1);
        }
        return stem.length() > 2 && stem.endsWith("y")
                ? stem.substring(0, stem.length() - 1) + "i"
                : stem;
    }

    /** The word without the -s of a plural or a third person: what a grammar slip changes. */
    static String withoutS(String word) {
        if (word.length() > 4 && word.endsWith("ies")) {
            return word.substring(0, word.length() - 3) + "y";
        }
        if (word.length() > 3
                && word.endsWith("s")
                && !word.endsWith("ss")
                && !word.endsWith("us")
                && !word.endsWith("is")) {
            return word.substring(0, word.length() - 1);
        }
        return word;
    }

    private static String withoutEnding(String word) {
        for (var ending : ENDINGS) {
            int rest = word.length() - ending.length();
            if (word.endsWith(ending) && rest >= 3) {
                var stem = word.substring(0, rest);
                if (ending.equals("ied") || ending.equals("ies") || ending.equals("iness")) {
                    return stem + "y";
                }
                return word.endsWith("ss") ? word : stem;
            }
        }
        return word;
    }

    private static boolean isDoubled(String stem) {
        char last = stem.charAt(stem.length() - 1);
        return last == stem.charAt(stem.length() - 2)
                && last != 'l'
                && last != 's'
                && "aeiou".indexOf(last) < 0;
    }
}
