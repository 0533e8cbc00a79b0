package com.oetpraxis.ai.speech;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The words that a role-play makes likely: names, medicines, what the tasks speak of. They are kept
 * as a tree of letters, so that a recogniser can tell at each step whether what it writes may
 * become one of them.
 */
public final class PreferredWords {

    /** None at all. */
    public static final PreferredWords NONE = new PreferredWords(List.of());

    /** Where every word begins. */
    public static final int ROOT = 0;

    /** No word goes on so. */
    public static final int OUTSIDE = -1;

    private static final int SYMBOLS = 28;

    private final List<String> words;
    private final Set<String> set;
    private final int[] next;

    private PreferredWords(Collection<String> words) {
        this.words =
                words.stream()
                        .map(word -> word.toLowerCase(Locale.ROOT).replace('’', '\''))
                        .filter(word -> word.chars().allMatch(c -> symbol(c) >= 0))
                        .distinct()
                        .sorted()
                        .toList();
        this.set = Set.copyOf(this.words);
        var nodes = new ArrayList<int[]>();
        nodes.add(new int[SYMBOLS]);
        for (var word : this.words) {
            int node = ROOT;
            for (int i = 0; i < word.length(); i++) {
                int symbol = symbol(word.charAt(i));
                if (nodes.get(node)[symbol] == 0) {
                    nodes.add(new int[SYMBOLS]);
                    nodes.get(node)[symbol] = nodes.size() - 1;
                }
                node = nodes.get(node)[symbol];
            }
        }
        next = new int[nodes.size() * SYMBOLS];
        for (int i = 0; i < nodes.size(); i++) {
            System.arraycopy(nodes.get(i), 0, next, i * SYMBOLS, SYMBOLS);
        }
    }

    /** Of these words, in any case; those with anything but letters, ' and - are left out. */
    public static PreferredWords of(Collection<String> words) {
        return words.isEmpty() ? NONE : new PreferredWords(words);
    }

    /** The words, in lower case and order. */
    public List<String> words() {
        return words;
    }

    /** Whether this is one of them, in lower case. */
    public boolean contains(String word) {
        return set.contains(word);
    }

    /** Where a letter, in any case, leads from a place in the tree; {@link #OUTSIDE} if nowhere. */
    public int follow(int place, int letter) {
        int symbol = symbol(Character.toLowerCase(letter));
        if (place == OUTSIDE || symbol < 0) {
            return OUTSIDE;
        }
        int reached = next[place * SYMBOLS + symbol];
        return reached == 0 ? OUTSIDE : reached;
    }

    private static int symbol(int letter) {
        if (letter >= 'a' && letter <= 'z') {
            return letter - 'a';
        }
        return letter == '\'' ? 26 : letter == '-' ? 27 : -1;
    }
}
