package com.oetpraxis.ai.consultation;

import com.oetpraxis.ai.language.Names;
import com.oetpraxis.ai.language.Spelling;
import com.oetpraxis.ai.language.Stem;
import com.oetpraxis.ai.pattern.Clause;
import com.oetpraxis.ai.pattern.NormalisedText;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/** The stems by which two things said are about the same. Names and stock words are none. */
final class Stems {

    private final Lists lists;
    private final Names names;

    Stems(Lists lists, Names names) {
        this.lists = lists;
        this.names = names;
    }

    /** Stems of the words of content, in order. */
    Set<String> ofContent(Collection<Clause> clauses) {
        var stems = new LinkedHashSet<String>();
        clauses.forEach(clause -> stems.addAll(ofContent(clause.words())));
        return stems;
    }

    /** Stems of the words of content, in order. */
    Set<String> ofContent(NormalisedText text) {
        var stems = new LinkedHashSet<String>();
        for (var token : text.tokens()) {
            var word = Spelling.of(token.word());
            if (isContent(word)) {
                stems.add(Stem.of(word));
            }
        }
        return stems;
    }

    /** A word with content of its own: no function word, no stock word, nobody's name. */
    boolean isContent(String word) {
        return word.length() > 2
                && !lists.words().isFunctionWord(word)
                && !lists.isStockWord(word)
                && !lists.words().isFiller(word)
                && !names.contains(word)
                && !word.equals("zname");
    }

    static boolean share(Set<String> one, Set<String> other) {
        return one.stream().anyMatch(other::contains);
    }
}
