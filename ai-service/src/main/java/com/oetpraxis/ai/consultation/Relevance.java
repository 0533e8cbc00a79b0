package com.oetpraxis.ai.consultation;

import com.oetpraxis.ai.language.Spelling;
import com.oetpraxis.ai.pattern.NormalisedText;
import java.util.HashSet;
import java.util.Set;

/**
 * How much of what the learner says belongs to the scenario (catalogue GP-06): of the turns with
 * two words of content or more, the share that hold a word of the card, of the patient's lines or
 * of the consulting room. 1 where no turn has so many, as in a talk of courtesies.
 */
public final class Relevance {

    private static final int LEAST_STEMS = 2;

    private Relevance() {}

    /** 0 to 1. */
    public static double of(Talk talk) {
        var scenario = cardStems(talk);
        var said = new HashSet<String>();
        int looked = 0;
        int related = 0;
        for (var turn : talk.turns()) {
            said.addAll(turn.before().stems());
            var stems = new HashSet<String>();
            boolean health = false;
            for (var clause : turn.clauses()) {
                stems.addAll(clause.stems());
                if (clause.soundness() != LearnerClause.Soundness.SENSELESS) {
                    health |= hasHealthWord(talk, clause.clause().words());
                }
            }
            if (stems.size() < LEAST_STEMS) {
                continue;
            }
            looked++;
            boolean senseless =
                    turn.clauses().stream()
                            .allMatch(clause ->
                                    clause.soundness() == LearnerClause.Soundness.SENSELESS);
            if (!senseless
                    && (health
                            || Stems.share(stems, scenario)
                            || Stems.share(stems, said)
                            || Stems.share(stems, turn.after().stems()))) {
                related++;
            }
        }
        return looked == 0 ? 1 : (double) related / looked;
    }

    private static Set<String> cardStems(Talk talk) {
        var stems = new HashSet<String>();
        var card = talk.card();
        if (card != null) {
            var candidate = card.candidateCard();
            stems.addAll(talk.stems().ofContent(NormalisedText.of(candidate.role())));
            for (var task : candidate.tasks()) {
                stems.addAll(talk.stems().ofContent(NormalisedText.of(task)));
            }
            stems.addAll(talk.stems().ofContent(NormalisedText.of(card.presentingComplaint())));
            for (var line : card.lines()) {
                stems.addAll(talk.stems().ofContent(NormalisedText.of(line.text())));
            }
        }
        return stems;
    }

    private static boolean hasHealthWord(Talk talk, NormalisedText words) {
        return words.tokens().stream()
                .anyMatch(token -> talk.lists().words().isHealthWord(Spelling.of(token.word())));
    }
}
