package com.oetpraxis.ai.consultation;

import com.oetpraxis.ai.behaviour.Behaviour;
import com.oetpraxis.ai.language.Spelling;
import com.oetpraxis.ai.language.Stem;
import com.oetpraxis.ai.pattern.NormalisedText;
import com.oetpraxis.ai.transcript.Quote;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Technical terms left unexplained, and explanations in plain words. */
public final class PlainSpeech {

    private final Talk talk;
    private final ClauseKinds kinds;
    private final Findings found;

    private final Map<String, Quote> jargon = new LinkedHashMap<>();
    private int plainWords;

    private PlainSpeech(Talk talk, ClauseKinds kinds, Findings found) {
        this.talk = talk;
        this.kinds = kinds;
        this.found = found;
    }

    static PlainSpeech of(Talk talk, ClauseKinds kinds, Findings found) {
        var plainSpeech = new PlainSpeech(talk, kinds, found);
        plainSpeech.readJargon();
        plainSpeech.readPlainWords();
        return plainSpeech;
    }

    private void readJargon() {
        var heard = new HashSet<String>();
        var played = talk.card();
        if (played != null) {
            addWords(heard, TalkReader.complaint(played));
        }
        for (var turn : talk.turns()) {
            addWords(heard, turn.before().text());
            for (var clause : turn.clauses()) {
                clause.all(Behaviour.JARGON_UNEXPLAINED)
                        .filter(one -> !jargon.containsKey(one.source()))
                        .forEach(one -> addJargon(one.source(), clause.quote(one)));
                addUnlistedTerms(turn, clause, heard);
            }
        }
    }

    /** Different ways of putting an explanation in plain words. */
    private void readPlainWords() {
        var ways = new HashSet<String>();
        for (var clause : talk.own().filter(kinds::isExplanation).toList()) {
            if (!clause.shows(Behaviour.JARGON_UNEXPLAINED)) {
                for (var match : kinds.cue("lay_marker").all(clause.clause().words())) {
                    if (ways.add(match.pattern().source())) {
                        found.credit(Criterion.APPROPRIATENESS, "plain_words", clause.quote());
                    }
                }
            }
        }
        plainWords = ways.size();
    }

    private void addUnlistedTerms(LearnerTurn turn, LearnerClause clause, Set<String> heard) {
        var marker = kinds.cue("lay_marker");
        for (var token : clause.clause().words().tokens()) {
            var word = Spelling.of(token.word());
            if (talk.lists().soundsMedical(word)
                    && !heard.contains(Stem.of(word))
                    && !isListed(clause, token.start())
                    && turn.clauses().stream()
                            .filter(near ->
                                    near.index() >= clause.index()
                                            && near.index() <= clause.index() + 2)
                            .noneMatch(near -> marker.matches(near.clause().words()))) {
                var stretch = turn.text().original(token.start(), token.end());
                var quote = Quote.of(turn.text().turn(), stretch.start(), stretch.end());
                if (!jargon.containsKey(Stem.of(word))) {
                    addJargon(Stem.of(word), quote);
                }
            }
        }
    }

    private static boolean isListed(LearnerClause clause, int start) {
        return clause.all(Behaviour.JARGON_UNEXPLAINED).anyMatch(one -> one.start() == start)
                || clause.all(Behaviour.JARGON_EXPLAINED).anyMatch(one -> one.start() == start);
    }

    private void addJargon(String term, Quote quote) {
        jargon.put(term, quote);
        found.deduct(Criterion.APPROPRIATENESS, "technical_term", quote);
        found.deduct(Criterion.GIVING, "technical_term", quote);
    }

    private static void addWords(Set<String> stems, String text) {
        NormalisedText.of(text)
                .tokens()
                .forEach(token -> stems.add(Stem.of(Spelling.of(token.word()))));
    }

    /** Technical terms that were not explained, each once, with the words. */
    public Map<String, Quote> jargon() {
        return jargon;
    }

    /** Different ways in which explanations are put in plain words: "which means", "a bit like". */
    public int plainWords() {
        return plainWords;
    }
}
