package com.oetpraxis.ai.consultation;

import com.oetpraxis.ai.card.Card;
import com.oetpraxis.ai.consultation.LearnerClause.Soundness;
import com.oetpraxis.ai.language.Names;
import com.oetpraxis.ai.language.Spelling;
import com.oetpraxis.ai.language.SpokenText;
import com.oetpraxis.ai.language.WordData;
import com.oetpraxis.ai.pattern.Clause;
import com.oetpraxis.ai.pattern.NormalisedText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells speech of the learner's own from gibberish, strings of keywords, words read from the card
 * or said after the patient, and a sentence said over and over. Only the first earns anything.
 */
final class Senses {

    private static final double LEAST_KNOWN = 0.6;
    private static final int LONG_CLAUSE = 8;
    private static final double LEAST_FUNCTION_LONG = 0.2;
    private static final int MIDDLE_CLAUSE = 5;
    private static final double LEAST_FUNCTION_MIDDLE = 0.12;
    private static final int LONG_TURN = 10;
    private static final double LEAST_FUNCTION_TURN = 0.22;
    private static final double MOST_BREAKS = 0.05;
    private static final double MOST_BREAKS_IN_TALK = 0.025;
    private static final int LEAST_BREAKS_IN_TALK = 4;
    private static final int LEAST_BORROWED = 6;
    private static final double BORROWED = 0.5;
    private static final int LEAST_ECHO = 8;
    private static final double ECHO = 0.7;
    private static final int LEAST_REPEATED = 4;
    private static final int SAID_BEFORE = 2;

    private final WordData words;
    private final Names names;
    private final boolean inNoOrder;
    private final Set<String> cardPhrases = new HashSet<>();
    private final Set<String> cardWords = new HashSet<>();
    private final Set<String> patientPhrases = new HashSet<>();
    private final Set<String> patientWords = new HashSet<>();
    private final Map<String, Integer> said = new HashMap<>();

    /**
     * @param learner all turns of the learner
     */
    Senses(Lists lists, Names names, @Nullable Card card, List<SpokenText> learner) {
        this.words = lists.words();
        this.names = names;
        this.inNoOrder = isInNoOrder(learner);
        if (card != null) {
            addCard(card.candidateCard().role());
            card.candidateCard().tasks().forEach(this::addCard);
        }
    }

    private static boolean isInNoOrder(List<SpokenText> learner) {
        int size = 0;
        int breaks = 0;
        for (var turn : learner) {
            for (var clause : turn.clauses()) {
                size += clause.words().size();
                breaks += WordOrder.breaks(clause.words());
            }
        }
        return breaks >= LEAST_BREAKS_IN_TALK && breaks >= MOST_BREAKS_IN_TALK * size;
    }

    private void addCard(String line) {
        var text = NormalisedText.of(line);
        addPhrases(cardPhrases, text, 3);
        text.tokens().forEach(token -> cardWords.add(Spelling.of(token.word())));
    }

    void hearPatient(PatientSpeech patient) {
        addPhrases(patientPhrases, patient.words(), 4);
        patient.words().tokens().forEach(token -> patientWords.add(Spelling.of(token.word())));
    }

    /** One judgement for each clause of a turn. */
    List<Soundness> judge(SpokenText turn) {
        boolean senseless = inNoOrder || isSenseless(turn.clauses());
        var judged = new ArrayList<Soundness>();
        for (var clause : turn.clauses()) {
            judged.add(senseless ? Soundness.SENSELESS : judge(clause.words()));
        }
        return judged;
    }

    private Soundness judge(NormalisedText clause) {
        if (knownShare(clause) < LEAST_KNOWN
                || (clause.size() >= LONG_CLAUSE && functionShare(clause) < LEAST_FUNCTION_LONG)
                || (clause.size() >= MIDDLE_CLAUSE && functionShare(clause) < LEAST_FUNCTION_MIDDLE)
                || (WordOrder.breaks(clause) >= 2
                        && WordOrder.breaks(clause) * 8 >= clause.size())) {
            return Soundness.SENSELESS;
        }
        if ((clause.size() >= LEAST_BORROWED && share(clause, cardPhrases, 3) >= BORROWED)
                || (clause.size() >= LEAST_ECHO && share(clause, patientPhrases, 4) >= ECHO)) {
            return Soundness.BORROWED;
        }
        if (clause.size() >= LEAST_REPEATED
                && said.merge(clause.toString(), 1, Integer::sum) > SAID_BEFORE) {
            return Soundness.REPEATED;
        }
        return Soundness.OWN;
    }

    private boolean isSenseless(List<Clause> clauses) {
        int size = 0;
        double function = 0;
        int breaks = 0;
        for (var clause : clauses) {
            size += clause.words().size();
            function += functionShare(clause.words()) * clause.words().size();
            breaks += WordOrder.breaks(clause.words());
        }
        return size >= LONG_TURN
                && (function / size < LEAST_FUNCTION_TURN
                        || (breaks >= 2 && breaks >= MOST_BREAKS * size));
    }

    private double knownShare(NormalisedText clause) {
        int looked = 0;
        int known = 0;
        for (var token : clause.tokens()) {
            var word = Spelling.of(token.word());
            if (names.contains(word) || word.equals("zname")) {
                continue;
            }
            looked++;
            if (words.isEnglish(word)
                    || words.isFiller(word)
                    || cardWords.contains(word)
                    || patientWords.contains(word)) {
                known++;
            }
        }
        return looked == 0 ? 1 : (double) known / looked;
    }

    private double functionShare(NormalisedText clause) {
        long function =
                clause.tokens().stream()
                        .filter(token -> words.isFunctionWord(token.word()))
                        .count();
        return clause.isEmpty() ? 1 : (double) function / clause.size();
    }

    private static void addPhrases(Set<String> phrases, NormalisedText text, int length) {
        for (int i = 0; i + length <= text.size(); i++) {
            phrases.add(text.slice(i, i + length).toString());
        }
    }

    private static double share(NormalisedText clause, Set<String> phrases, int length) {
        int all = clause.size() - length + 1;
        if (all <= 0 || phrases.isEmpty()) {
            return 0;
        }
        int found = 0;
        for (int i = 0; i < all; i++) {
            if (phrases.contains(clause.slice(i, i + length).toString())) {
                found++;
            }
        }
        return (double) found / all;
    }
}
