package com.oetpraxis.ai.consultation;

import com.oetpraxis.ai.behaviour.Behaviour;
import com.oetpraxis.ai.behaviour.Promise;
import com.oetpraxis.ai.card.Answer;
import com.oetpraxis.ai.card.Band;
import com.oetpraxis.ai.card.Card;
import com.oetpraxis.ai.patient.Hit;
import com.oetpraxis.ai.pattern.NormalisedText;
import com.oetpraxis.ai.pattern.PhrasePatterns;
import com.oetpraxis.ai.transcript.Quote;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What of a card came up in a talk: which of its questions were asked, what of its advice was told,
 * which facts came out, which hints were picked up and which of the patient's questions answered.
 *
 * <p>Read from what the patient understood where that was stored with the turn, so that report and
 * patient agree; else from the learner's turns by the card's patterns. And from the patient's
 * lines, which are fixed text of the card. So it holds for any transcript of the card, whoever
 * played the patient.
 */
public final class CardRecord {

    /** Questions that every card knows, by the measure that credits them. */
    private static final Map<String, String> QUESTIONS =
            Map.of(
                    "opens_with_open_question", "open_story",
                    "asks_for_ideas", "idea",
                    "asks_for_concerns", "concern",
                    "asks_for_expectations", "expectation",
                    "asks_for_feelings", "feeling",
                    "asks_for_impact", "impact",
                    "asks_what_is_known", "know");

    /** Events that a full mark can ask for, by the measure that credits them. */
    private static final Map<String, String> EVENTS =
            Map.of(
                    "greeting", "greeting",
                    "own_name", "introduction",
                    "role", "introduction",
                    "empathy", "empathy",
                    "empathy_bare", "empathy",
                    "checks_understanding", "check_understanding",
                    "teach_back", "check_understanding",
                    "invites_questions", "check_questions");

    private final Card card;
    private final Lists lists;
    private final Map<String, Quote> asked = new LinkedHashMap<>();
    private final Map<String, Quote> told = new LinkedHashMap<>();
    private final Map<String, Quote> revealed = new LinkedHashMap<>();
    private final Map<String, @Nullable Quote> cues = new LinkedHashMap<>();
    private final Map<String, @Nullable Quote> questions = new LinkedHashMap<>();
    private final Set<String> events = new HashSet<>();
    private final List<Question> asks = new ArrayList<>();
    private final List<Advice> advices;

    private CardRecord(Card card, Lists lists) {
        this.card = card;
        this.lists = lists;
        this.advices =
                card.tell().stream()
                        .map(intent -> new Advice(intent.id(), PhrasePatterns.of(intent.p())))
                        .toList();
        for (var intent : card.ask()) {
            asks.add(
                    new Question(
                            intent.id(),
                            PhrasePatterns.of(intent.p()),
                            0.5 + intent.prio(),
                            intent.follows(),
                            intent.answer()));
        }
        lists.sharedQuestions()
                .forEach((id, patterns) ->
                        asks.add(
                                new Question(
                                        id,
                                        patterns,
                                        lists.sharedPriority(id),
                                        List.of(),
                                        card.std().get(id))));
    }

    /** Patterns of one piece of advice. */
    private record Advice(String id, PhrasePatterns patterns) {}

    private record Question(
            String id,
            PhrasePatterns patterns,
            double bonus,
            List<String> after,
            @Nullable Answer answer) {}

    static CardRecord of(Talk talk, Card card) {
        var record = new CardRecord(card, talk.lists());
        Set<String> last = Set.of();
        for (var turn : talk.turns()) {
            last = record.readAsked(turn, last);
            record.readTold(turn);
            record.readEvents(turn);
        }
        record.readCues(talk.turns());
        record.readQuestions(talk.turns());
        return record;
    }

    private Set<String> readAsked(LearnerTurn turn, Set<String> last) {
        var matched = turn.text().turn().matched();
        if (matched == null) {
            return readAskedByPatterns(turn, last);
        }
        var hit = matched.asked().filter(one -> knows(one.intent())).orElse(null);
        var where = hit == null ? null : clause(turn, hit);
        if (hit == null || where == null) {
            return Set.of();
        }
        note(question(hit.intent()), where, turn);
        return Set.of(hit.intent());
    }

    private boolean knows(String question) {
        return asks.stream().anyMatch(ask -> ask.id().equals(question));
    }

    private Question question(String id) {
        return asks.stream().filter(ask -> ask.id().equals(id)).findFirst().orElseThrow();
    }

    /** The learner's own clause in which something was understood; null where it is not. */
    private @Nullable LearnerClause clause(LearnerTurn turn, Hit hit) {
        var split = lists.splitter().split(turn.text().turn().text());
        if (hit.clause() >= split.size()) {
            return turn.own().findFirst().orElse(null);
        }
        var understood = split.get(hit.clause());
        return turn.own()
                .filter(clause ->
                        clause.quote().start() < understood.end()
                                && clause.quote().end() > understood.start())
                .findFirst()
                .orElse(null);
    }

    private Set<String> readAskedByPatterns(LearnerTurn turn, Set<String> last) {
        boolean asksNothing = turn.own().noneMatch(LearnerClause::isQuestion);
        Question found = null;
        LearnerClause where = null;
        for (var clause : turn.own().toList()) {
            boolean asks =
                    clause.isQuestion()
                            || (asksNothing
                                    && lists.invitations().matches(clause.clause().words()));
            var best = asks ? best(clause.clause().words(), last) : null;
            if (best != null) {
                found = best;
                where = clause;
            }
        }
        if (found == null || where == null) {
            return Set.of();
        }
        note(found, where, turn);
        return Set.of(found.id());
    }

    private void note(Question question, LearnerClause where, LearnerTurn turn) {
        var quote = where.quote();
        asked.putIfAbsent(question.id(), quote);
        for (var fact : factsTold(question.answer(), turn.after().words())) {
            revealed.putIfAbsent(fact, quote);
        }
    }

    private @Nullable Question best(NormalisedText clause, Set<String> last) {
        Question best = null;
        double most = 0;
        for (var question : asks) {
            boolean followUp = !question.after().isEmpty();
            if (followUp && question.after().stream().noneMatch(last::contains)) {
                continue;
            }
            var match = question.patterns().best(clause);
            if (match.isPresent()) {
                double score = match.get().terms() + question.bonus() + (followUp ? 2 : 0);
                if (score > most) {
                    most = score;
                    best = question;
                }
            }
        }
        return best;
    }

    /**
     * The facts of an answer, unless the patient's reply is one of its lines that hold them back.
     */
    private static Set<String> factsTold(@Nullable Answer answer, NormalisedText reply) {
        if (answer == null) {
            return Set.of();
        }
        for (var band : Band.values()) {
            var line = answer.lines().line(band);
            if (line != null && holds(reply, line)) {
                return new LinkedHashSet<>(answer.factsToldAt(band));
            }
        }
        return answer.revealed().facts();
    }

    private void readTold(LearnerTurn turn) {
        var matched = turn.text().turn().matched();
        if (matched == null) {
            readToldByPatterns(turn);
            return;
        }
        for (var hit : matched.told()) {
            var where = clause(turn, hit);
            if (where != null
                    && !where.shows(Behaviour.JARGON_UNEXPLAINED)
                    && advices.stream().anyMatch(advice -> advice.id().equals(hit.intent()))) {
                told.putIfAbsent(hit.intent(), where.quote());
            }
        }
    }

    private void readToldByPatterns(LearnerTurn turn) {
        for (var clause : turn.own().toList()) {
            var words = clause.clause().words();
            boolean tells = !clause.isQuestion() || lists.offers().matches(words);
            if (!tells || clause.shows(Behaviour.JARGON_UNEXPLAINED)) {
                continue;
            }
            for (var advice : advices) {
                if (!told.containsKey(advice.id()) && advice.patterns().matches(words)) {
                    told.put(advice.id(), clause.quote());
                }
            }
        }
    }

    private void readEvents(LearnerTurn turn) {
        addEvent("greeting", turn.shows(Behaviour.GREETING));
        addEvent("introduction", turn.shows(Behaviour.INTRODUCTION));
        addEvent(
                "check_understanding",
                turn.shows(Behaviour.CHECK_UNDERSTANDING) || turn.shows(Behaviour.TEACH_BACK));
        addEvent("check_questions", turn.shows(Behaviour.INVITES_QUESTIONS));
        addEvent("empathy", turn.shows(Behaviour.EMPATHY));
        addEvent("interruption", turn.isInterrupting());
        for (var clause : turn.clauses()) {
            addEvent("false_reassurance", clause.shows(Behaviour.FALSE_REASSURANCE));
            addEvent(
                    "dismissive_or_judgemental",
                    clause.shows(Behaviour.DISMISSIVE) || clause.shows(Behaviour.JUDGEMENTAL));
            addEvent("compound_question", clause.shows(Behaviour.COMPOUND_QUESTION));
            addEvent("leading_question", clause.shows(Behaviour.LEADING_QUESTION));
            addEvent("jargon_unexplained", clause.shows(Behaviour.JARGON_UNEXPLAINED));
        }
    }

    private void addEvent(String name, boolean happened) {
        if (happened) {
            events.add(name);
        }
    }

    private void readCues(List<LearnerTurn> turns) {
        for (var cue : card.cues()) {
            var patterns = PhrasePatterns.of(cue.pickedUpBy());
            var topics = PhrasePatterns.of(cue.topicWords());
            for (int i = 0; i < turns.size(); i++) {
                if (!holds(turns.get(i).before().words(), cue.say())) {
                    continue;
                }
                cues.putIfAbsent(cue.id(), null);
                for (var turn : turns.subList(i, Math.min(turns.size(), i + 2))) {
                    for (var clause : turn.own().toList()) {
                        var words = clause.clause().words();
                        boolean feels =
                                clause.shows(Behaviour.EMPATHY)
                                        || clause.shows(Behaviour.STOCK_EMPATHY);
                        if (cues.get(cue.id()) == null
                                && (patterns.matches(words)
                                        || (feels && topics.matches(wordsOf(turn))))) {
                            cues.put(cue.id(), clause.quote());
                            cue.facts().forEach(fact -> revealed.putIfAbsent(fact, clause.quote()));
                        }
                    }
                }
                if (cues.get(cue.id()) == null) {
                    readLate(
                            cue,
                            patterns,
                            turns.subList(Math.min(turns.size(), i + 2), turns.size()));
                }
            }
        }
    }

    /** A hint that was let go can still be taken up: the patient's reward for it shows where. */
    private void readLate(Card.Cue cue, PhrasePatterns patterns, List<LearnerTurn> later) {
        for (var turn : later) {
            if (holds(turn.after().words(), cue.reward())) {
                turn.own()
                        .filter(clause -> patterns.matches(clause.clause().words()))
                        .findFirst()
                        .or(() -> turn.own().findFirst())
                        .map(LearnerClause::quote)
                        .ifPresent(quote -> {
                            cues.put(cue.id(), quote);
                            cue.facts().forEach(fact -> revealed.putIfAbsent(fact, quote));
                        });
                return;
            }
        }
    }

    private void readQuestions(List<LearnerTurn> turns) {
        for (var question : card.questions()) {
            var good = PhrasePatterns.of(question.good());
            var bad = PhrasePatterns.of(question.bad());
            for (int i = 0; i < turns.size(); i++) {
                if (!holds(turns.get(i).before().words(), question.ask())) {
                    continue;
                }
                questions.putIfAbsent(question.id(), null);
                for (var turn : turns.subList(i, Math.min(turns.size(), i + 2))) {
                    var words = wordsOf(turn);
                    boolean brushedOff =
                            bad.matches(wordsWithoutPromisesThatCanBeKept(turn))
                                    || turn.clauses().stream()
                                            .anyMatch(clause ->
                                                    clause.shows(Behaviour.DISMISSIVE)
                                                            || clause.shows(
                                                                    Behaviour.FALSE_REASSURANCE));
                    if (brushedOff) {
                        break;
                    }
                    if (questions.get(question.id()) == null
                            && (good.matches(words)
                                    || holds(turn.after().words(), question.ok()))) {
                        turn.own()
                                .filter(clause -> good.matches(clause.clause().words()))
                                .findFirst()
                                .or(() -> turn.own().findFirst())
                                .ifPresent(clause -> questions.put(question.id(), clause.quote()));
                    }
                }
            }
        }
    }

    /**
     * Takes over what was credited in words that no pattern of the card knows, so that a report
     * does not miss what it praises.
     */
    void add(Evidence credited) {
        if (!credited.credit()) {
            return;
        }
        var question = QUESTIONS.get(credited.measure());
        if (question != null && asks.stream().anyMatch(ask -> ask.id().equals(question))) {
            asked.putIfAbsent(question, credited.quote());
        }
        var event = EVENTS.get(credited.measure());
        if (event != null) {
            events.add(event);
        }
    }

    private static NormalisedText wordsOf(LearnerTurn turn) {
        return words(turn.own());
    }

    private static NormalisedText wordsWithoutPromisesThatCanBeKept(LearnerTurn turn) {
        return words(
                turn.own()
                        .filter(clause ->
                                Promise.in(clause.clause().words()) != Promise.OF_OWN_DOING));
    }

    private static NormalisedText words(Stream<LearnerClause> clauses) {
        return NormalisedText.of(
                String.join(
                        " ", clauses.map(clause -> clause.clause().words().toString()).toList()));
    }

    private static boolean holds(NormalisedText text, String line) {
        return (" " + text + " ").contains(" " + NormalisedText.of(line) + " ");
    }

    /** Ids of the hints that were dropped, with the words that picked them up. */
    public Map<String, @Nullable Quote> cues() {
        return cues;
    }

    /** Ids of the questions the patient raised, with the words that answered them. */
    public Map<String, @Nullable Quote> questions() {
        return questions;
    }

    /** What happened that a full mark can ask for or forbid, such as {@code greeting}. */
    public Set<String> events() {
        return events;
    }

    /** Ids of the hidden facts that came out, with the words that brought them out. */
    public Map<String, Quote> revealed() {
        return revealed;
    }

    public Map<String, Quote> told() {
        return told;
    }

    public Map<String, Quote> asked() {
        return asked;
    }

    /** Share of the hidden facts that the learner's questions brought out, 0 to 1. */
    public double factShare() {
        return card.hiddenFacts().isEmpty()
                ? 1
                : (double) revealed.size() / card.hiddenFacts().size();
    }

    /** Share of the card's advice that was told, 0 to 1. */
    public double toldShare() {
        return card.tell().isEmpty() ? 1 : (double) told.size() / card.tell().size();
    }

    /** Share of the full marks that are met, 0 to 1. */
    public double coverage() {
        return card.fullMarks().isEmpty() ? 1 : (double) met().size() / card.fullMarks().size();
    }

    /** The full marks that are met. */
    public List<Card.FullMark> met() {
        return card.fullMarks().stream().filter(mark -> isMet(mark.needs())).toList();
    }

    /** The full marks that are not met. */
    public List<Card.FullMark> missed() {
        return card.fullMarks().stream().filter(mark -> !isMet(mark.needs())).toList();
    }

    /** Whether the talk holds everything that is named. */
    public boolean isMet(Card.Needs needs) {
        return has(asked.keySet(), needs.asked())
                && has(told.keySet(), needs.told())
                && has(revealed.keySet(), needs.revealed())
                && has(done(questions), needs.answered())
                && has(done(cues), needs.cue())
                && has(events, needs.events())
                && hasNone(needs.notEvents())
                && hasCount(asked.keySet(), needs.askedCount())
                && hasCount(told.keySet(), needs.toldCount())
                && hasCount(revealed.keySet(), needs.revealedCount())
                && hasAny(needs.anyOf());
    }

    private static Set<String> done(Map<String, @Nullable Quote> items) {
        var done = new HashSet<String>();
        items.forEach((id, quote) -> {
            if (quote != null) {
                done.add(id);
            }
        });
        return done;
    }

    private static boolean has(Set<String> items, @Nullable List<String> needed) {
        return needed == null || items.containsAll(needed);
    }

    private boolean hasNone(@Nullable List<String> forbidden) {
        return forbidden == null || forbidden.stream().noneMatch(events::contains);
    }

    private static boolean hasCount(Set<String> items, Card.@Nullable Count count) {
        return count == null || count.of().stream().filter(items::contains).count() >= count.min();
    }

    private boolean hasAny(@Nullable List<Card.Needs> options) {
        return options == null || options.stream().anyMatch(this::isMet);
    }
}
