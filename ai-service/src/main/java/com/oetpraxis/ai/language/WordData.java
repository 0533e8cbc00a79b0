package com.oetpraxis.ai.language;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The word lists of the scorer: which words are English and how common, which only hold a sentence
 * together, which are sounds of hesitation.
 */
public final class WordData {

    private final Map<String, Integer> ranks;
    private final Set<String> healthWords;
    private final Set<String> functionWords;
    private final Set<String> fillers;

    /**
     * @param frequent English words, the most frequent first
     * @param healthWords words of the consulting room that the list may lack
     * @param functionWords articles, pronouns, prepositions, auxiliaries and the like
     * @param fillers sounds of hesitation
     */
    public WordData(
            List<String> frequent,
            List<String> healthWords,
            List<String> functionWords,
            List<String> fillers) {
        this.ranks = new HashMap<>(frequent.size() * 2);
        for (var word : frequent) {
            ranks.putIfAbsent(Spelling.british(word), ranks.size() + 1);
        }
        this.healthWords = new HashSet<>();
        healthWords.forEach(word -> this.healthWords.add(Spelling.british(word)));
        this.functionWords = Set.copyOf(functionWords);
        this.fillers = Set.copyOf(fillers);
    }

    /** Place in the frequency list, from 1; {@link Integer#MAX_VALUE} for a word not in it. */
    public int rank(String word) {
        return ranks.getOrDefault(word, Integer.MAX_VALUE);
    }

    /** Whether this is a word of English, a number, or a common word with an ending. */
    public boolean isEnglish(String word) {
        if (word.isEmpty()) {
            return false;
        }
        if (Character.isDigit(word.charAt(0)) || isListed(word)) {
            return true;
        }
        for (var ending : List.of("s", "es", "ed", "ing", "ly", "ness", "less", "er", "d")) {
            if (word.endsWith(ending) && word.length() - ending.length() >= 3) {
                var base = word.substring(0, word.length() - ending.length());
                if (isListed(base) || isListed(base + "e") || isListed(base + "y")) {
                    return true;
                }
            }
        }
        for (int at = 0; (at = word.indexOf('-', at + 1)) > 0; ) {
            if (isListed(word.substring(0, at)) && isEnglish(word.substring(at + 1))) {
                return true;
            }
        }
        return false;
    }

    private boolean isListed(String word) {
        return ranks.containsKey(word) || healthWords.contains(word);
    }

    public boolean isHealthWord(String word) {
        return healthWords.contains(word);
    }

    public boolean isFunctionWord(String word) {
        return functionWords.contains(word);
    }

    public boolean isFiller(String word) {
        return fillers.contains(word);
    }
}
