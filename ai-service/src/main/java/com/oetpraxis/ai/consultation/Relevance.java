package com.oetpraxis.ai.consultation;

import com.oetpraxis.ai.behaviour.Behaviour;
import com.oetpraxis.ai.language.Spelling;
import com.oetpraxis.ai.language.Stem;
import com.oetpraxis.ai.pattern.NormalisedText;
import java.util.HashSet;
import java.util.Set;

/**
 * How much of what the learner says belongs to the scenario (catalogue GP-06): the lower of two
 * shares.
 *
 * <p>One is of the turns with two words of content or more, those that hold a word of the card, of
 * the patient's lines or of the consulting room; 1 where no turn has so many, as in a talk of
 * courtesies. Any talk in a surgery passes it. So where the card is known the words must be this
 * card's too: up to 0.8 is how many of its own words are said (six are enough, fewer in a short
 * talk), up to 0.4 is how much of the content, rare words counting more, is in anything of the card
 * (three fifths are enough). Technical terms count neither way: cards are in plain words.
 */
public final class Relevance {

    private static final int LEAST_STEMS = 2;
    private static final double OWN_WORDS_FOR_FULL = 6;
    private static final double CONTENT_FOR_AN_OWN_WORD = 8;
    private static final double SHARE_FOR_FULL = 0.6;
    private static final double OWN_WORDS = 0.80;
    private static final double CONTENT = 0.40;

    /** What is said in any talk and is about no card. */
    private static final Set<Behaviour> COURTESIES =
            Set.of(
                    Behaviour.GREETING,
                    Behaviour.INTRODUCTION,
                    Behaviour.PERMISSION,
                    Behaviour.THANKS,
                    Behaviour.ICE_IDEA,
                    Behaviour.ICE_CONCERN,
                    Behaviour.ICE_EXPECTATION,
                    Behaviour.ICE_FEELING,
                    Behaviour.ICE_IMPACT,
                    Behaviour.SIGNPOST,
                    Behaviour.SUMMARY,
                    Behaviour.CLOSING,
                    Behaviour.FACILITATING,
                    Behaviour.CHECK_UNDERSTANDING,
                    Behaviour.TEACH_BACK,
                    Behaviour.INVITES_REACTION,
                    Behaviour.INVITES_QUESTIONS);

    /** Kindness and rudeness are judged for themselves, and move nothing here. */
    private static final Set<Behaviour> MANNERS =
            Set.of(
                    Behaviour.EMPATHY,
                    Behaviour.STOCK_EMPATHY,
                    Behaviour.NORMALISING,
                    Behaviour.DISMISSIVE,
                    Behaviour.FALSE_REASSURANCE,
                    Behaviour.JUDGEMENTAL);

    private Relevance() {}

    /** 0 to 1. */
    public static double of(Talk talk) {
        return Math.min(ofTurns(talk), ofCard(talk));
    }

    /** How far the learner's words are this card's, whatever the patient says; 1 without a card. */
    public static double ofCard(Talk talk) {
        var card = talk.card();
        return card == null ? 1 : ofWords(talk, new CardVocabulary(talk, card));
    }

    private static double ofWords(Talk talk, CardVocabulary words) {
        var seen = new HashSet<String>();
        var own = new HashSet<String>();
        double weight = 0;
        double held = 0;
        for (var clause : talk.clauses().toList()) {
            boolean sound = clause.soundness() != LearnerClause.Soundness.SENSELESS;
            if (MANNERS.stream().anyMatch(clause::shows)
                    || talk.lists().insults().matches(clause.clause().words())) {
                continue;
            }
            if (sound) {
                clause.stems().stream().filter(words::isOwn).forEach(own::add);
            }
            if (COURTESIES.stream().anyMatch(clause::shows)) {
                continue;
            }
            for (var token : clause.clause().words().tokens()) {
                var word = Spelling.of(token.word());
                boolean technical = talk.lists().soundsMedical(word);
                if (talk.stems().isContent(word) && !technical && seen.add(Stem.of(word))) {
                    weight += words.weight(word);
                    held += sound && words.holds(Stem.of(word)) ? words.weight(word) : 0;
                }
            }
        }
        if (seen.size() < LEAST_STEMS) {
            return 1;
        }
        double enough = Math.clamp(seen.size() / CONTENT_FOR_AN_OWN_WORD, 1, OWN_WORDS_FOR_FULL);
        double byWords = OWN_WORDS * Math.min(1, own.size() / enough);
        return Math.min(1, byWords + CONTENT * Math.min(1, held / weight / SHARE_FOR_FULL));
    }

    private static double ofTurns(Talk talk) {
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
