package com.oetpraxis.ai.live;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What is spoken at a time: a reply's sentences, long ones in two at a comma, so that the first
 * sound comes soon. Put together with single spaces the parts are the reply again.
 */
final class Sentences {

    private static final Pattern END =
            Pattern.compile("(?<!\\b(?:Mr|Mrs|Ms|Dr|St)\\.)(?<=[.!?…][\"'”’)]{0,2})\\s+");
    private static final Pattern PAUSE = Pattern.compile("(?<=[,;:–—])\\s+");

    /** Letters; about three seconds. */
    private static final int LONG = 48;

    /** Neither part of a sentence that is cut is shorter. */
    private static final int LEAST = 12;

    private Sentences() {}

    static List<String> of(String text) {
        var sentences = new ArrayList<String>();
        for (var sentence : END.split(text.strip(), -1)) {
            boolean silent = sentence.codePoints().noneMatch(Character::isLetterOrDigit);
            if (silent && !sentences.isEmpty()) {
                sentences.add(sentences.removeLast() + " " + sentence);
            } else {
                cut(sentence, sentences);
            }
        }
        return sentences;
    }

    private static void cut(String sentence, List<String> into) {
        var pauses = PAUSE.matcher(sentence);
        while (sentence.length() > LONG && pauses.find()) {
            if (pauses.start() >= LEAST && sentence.length() - pauses.end() >= LEAST) {
                into.add(sentence.substring(0, pauses.start()));
                cut(sentence.substring(pauses.end()), into);
                return;
            }
        }
        into.add(sentence);
    }
}
