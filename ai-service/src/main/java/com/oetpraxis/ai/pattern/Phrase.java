package com.oetpraxis.ai.pattern;

/** Words that follow each other, each whole or a prefix. */
final class Phrase {

    private final String[] words;
    private final boolean[] prefix;
    private final long beginnings;

    private Phrase(String[] words, boolean[] prefix) {
        this.words = words;
        this.prefix = prefix;
        long wanted = 0;
        for (var word : words) {
            wanted |= NormalisedText.beginning(word);
        }
        this.beginnings = wanted;
    }

    static Phrase parse(String source) {
        var normalised = NormalisedText.of(source);
        var words = new String[normalised.size()];
        var prefix = new boolean[normalised.size()];
        for (int i = 0; i < words.length; i++) {
            var token = normalised.tokens().get(i);
            words[i] = token.word();
            prefix[i] = token.end() < source.length() && source.charAt(token.end()) == '*';
        }
        return new Phrase(words, prefix);
    }

    int length() {
        return words.length;
    }

    /** The index of the first occurrence that starts at or after an index; -1 if there is none. */
    int next(NormalisedText text, int from) {
        if (!text.mayHold(beginnings)) {
            return -1;
        }
        for (int at = from; at + words.length <= text.size(); at++) {
            if (isAt(text, at)) {
                return at;
            }
        }
        return -1;
    }

    private boolean isAt(NormalisedText text, int at) {
        for (int i = 0; i < words.length; i++) {
            var word = text.word(at + i);
            if (prefix[i] ? !word.startsWith(words[i]) : !word.equals(words[i])) {
                return false;
            }
        }
        return true;
    }
}
