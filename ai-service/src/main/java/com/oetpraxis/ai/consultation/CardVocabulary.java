package com.oetpraxis.ai.consultation;

import com.oetpraxis.ai.card.Card;
import com.oetpraxis.ai.language.Spelling;
import com.oetpraxis.ai.language.Stem;
import com.oetpraxis.ai.pattern.NormalisedText;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The words of a card, by which a talk shows that it is about this card and no other: those of what
 * the learner reads, less what any card could say, and those of everything the card understands.
 */
final class CardVocabulary {

    /** Words of a rank above this are common in no talk but those about them. */
    private static final int RARE = 1_500;

    private static final int MOST_WEIGHT_AT = 20_000;
    private static final Pattern NOT = Pattern.compile("![^/+]*");

    private final Talk talk;
    private final Set<String> own = new HashSet<>();
    private final Set<String> all = new HashSet<>();

    CardVocabulary(Talk talk, Card card) {
        this.talk = talk;
        var candidate = card.candidateCard();
        addOwn(card.title());
        addOwn(TalkReader.complaint(card));
        addOwn(candidate.role());
        candidate.tasks().forEach(this::addOwn);
        card.hiddenFacts().forEach(fact -> addAll(fact.fact()));
        for (var intent : card.tell()) {
            addAll(intent.tb());
            intent.p().forEach(this::addPattern);
        }
        card.ask().forEach(intent -> intent.p().forEach(this::addPattern));
        card.lines().forEach(line -> addAll(line.text()));
    }

    private void addOwn(String text) {
        addAll(text);
        for (var token : NormalisedText.of(text).tokens()) {
            var word = Spelling.of(token.word());
            boolean telling =
                    talk.lists().words().rank(word) > RARE
                            || talk.lists().words().isHealthWord(word);
            if (telling && isContent(word) && !talk.lists().isTaskStem(Stem.of(word))) {
                own.add(Stem.of(word));
            }
        }
    }

    private void addPattern(String pattern) {
        addAll(NOT.matcher(pattern).replaceAll(" ").replaceAll("[/+*]", " "));
    }

    private void addAll(String text) {
        all.addAll(talk.stems().ofContent(NormalisedText.of(text)));
    }

    private boolean isContent(String word) {
        return talk.stems().isContent(word);
    }

    /** Whether it is a word of the card that hardly another card has. */
    boolean isOwn(String stem) {
        return own.contains(stem);
    }

    boolean holds(String stem) {
        return all.contains(stem);
    }

    /** How much a word tells of what a talk is about: the rarer, the more. */
    double weight(String word) {
        int rank = talk.lists().words().rank(word);
        return Math.log(1 + Math.clamp(rank, 1, MOST_WEIGHT_AT));
    }
}
