package com.oetpraxis.ai.card;

import com.oetpraxis.ai.pattern.NormalisedText;
import com.oetpraxis.ai.pattern.PhrasePatterns;
import java.util.regex.Pattern;

/** Finds the words by which a line gives a hidden fact away. */
public final class KeyPhrases {

    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.?!])\\s+");

    private KeyPhrases() {}

    /** Whether one sentence of a text matches one of the phrases. */
    public static boolean occur(PhrasePatterns phrases, String text) {
        return SENTENCE_END
                .splitAsStream(text)
                .anyMatch(sentence -> phrases.matches(NormalisedText.of(sentence)));
    }
}
