package com.oetpraxis.ai.patient;

import com.oetpraxis.ai.behaviour.Behaviour;
import com.oetpraxis.ai.behaviour.Observed;
import com.oetpraxis.ai.behaviour.TurnContext;
import com.oetpraxis.ai.card.Answer;
import com.oetpraxis.ai.card.Band;
import com.oetpraxis.ai.card.Card;
import com.oetpraxis.ai.card.Condition;
import com.oetpraxis.ai.pattern.NormalisedText;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One role-play: what has been said in it so far, and what the patient says next.
 *
 * <p>Not for use by two threads at once.
 */
public final class Conversation {

    private static final int TURNS_TO_RESPOND = 2;
    private static final int LATE_PICK_UP = 5;
    private static final int MISSES_BEFORE_OFF_TOPIC = 3;
    private static final int TEACHBACK_FRAGMENTS = 4;
    private static final int SHORTEST_OPEN_QUESTION = 3;
    private static final Set<String> FEELINGS = Set.of("feeling", "concern");
    private static final Set<String> ICE = Set.of("idea", "concern", "expectation");
    private static final Set<String> REPLACED_BY_REWARD =
            Set.of("open_story", "more", "idea", "concern", "feeling");

    private enum CueState {
        DROPPED,
        PICKED_UP,
        MISSED
    }

    private enum QuestionState {
        RAISED,
        SETTLED
    }

    private final PatientEngine engine;
    private final EngineData.Shared shared;
    private final Script script;
    private final Card card;
    private final Rapport rapport;

    private final List<PatientEvent> events = new ArrayList<>();
    private final Set<String> asked = new LinkedHashSet<>();
    private final Set<String> told = new LinkedHashSet<>();
    private final Set<String> revealed = new LinkedHashSet<>();
    private final Map<String, Integer> answered = new HashMap<>();
    private final Set<String> spokenLines = new HashSet<>();
    private final Set<String> reactedTo = new HashSet<>();
    private final Map<String, CueState> cues = new HashMap<>();
    private final Map<String, QuestionState> questions = new HashMap<>();
    private final Map<String, Integer> since = new HashMap<>();
    private final Set<String> termsNotExplained = new HashSet<>();
    private final Map<Line, Integer> used = new EnumMap<>(Line.class);
    private NormalisedText known;

    private int learnerTurns;
    private int replies;
    private int misses;
    private int compounds;
    private boolean openingSpoken;
    private boolean closed;
    private String lastLine = "";
    private Set<String> lastSources = Set.of();
    private @Nullable Spoken lastSpoken;
    private boolean awaitsReply;

    /** Lists of lines of which the next is taken each time. */
    private enum Line {
        SILENCE_SHORT,
        SILENCE_LONG,
        OWN_MISS,
        SHARED_MISS,
        OFF_TOPIC,
        JARGON,
        INTERRUPTED,
        DISMISSED,
        COMPOUND
    }

    /** What a line of the patient's set in motion, undone as far as the learner never heard it. */
    private record Spoken(
            int turn,
            String text,
            List<String> facts,
            @Nullable String cue,
            @Nullable String question) {}

    /** A reply being put together. */
    private static final class Draft {
        final int turn;
        final List<String> parts = new ArrayList<>();
        final Set<String> sources = new LinkedHashSet<>();
        final List<String> facts = new ArrayList<>();
        @Nullable String cue;
        @Nullable String question;

        Draft(int turn) {
            this.turn = turn;
        }

        void say(String line, String source) {
            parts.add(line);
            sources.add(source);
        }

        boolean isEmpty() {
            return parts.isEmpty();
        }

        String text() {
            return String.join(" ", parts);
        }
    }

    Conversation(PatientEngine engine, Script script) {
        this.engine = engine;
        this.shared = engine.data().shared();
        this.script = script;
        this.card = script.card();
        this.rapport = new Rapport(engine.data().rapport());
        this.known = NormalisedText.of(card.presentingComplaint());
    }

    /**
     * The patient's answer to a turn of the learner's; it takes the next number.
     *
     * @param turn a learner's turn; what is {@link PlayedTurn#matched()} in it is not found again
     */
    public PatientReply hear(PlayedTurn turn) {
        if (awaitsReply) {
            cutShort("");
        }
        learnerTurns++;
        var heard = understand(turn);
        var matched = new Matched(turn.turn(), heard.interrupted(), heard.hits());
        var reply = answer(heard, new Draft(turn.turn() + 1), matched);
        awaitsReply = true;
        return reply;
    }

    /**
     * What the patient says when the learner is silent: the opening line where nobody has spoken
     * yet, else a short prompt.
     *
     * @param count 1 for the first silence after a line, 2 for the second
     * @param turn number the line gets
     */
    public PatientReply silence(int count, int turn) {
        add(EventKind.SILENCE, turn, "");
        if (learnerTurns == 0 && !openingSpoken) {
            openingSpoken = true;
            return prompt(turn, card.openingLine(), false);
        }
        return prompt(
                turn,
                count < 2
                        ? next(Line.SILENCE_SHORT, shared.silenceShort())
                        : next(Line.SILENCE_LONG, shared.silenceLong()),
                false);
    }

    /**
     * The line with which the patient leaves at the end of the time.
     *
     * @param turn number the line gets
     */
    public PatientReply timeUp(int turn) {
        closed = true;
        add(EventKind.CLOSED, turn, "time_up");
        return prompt(turn, card.closing().timeUp(), true);
    }

    /** Takes back what the learner never heard of the patient's last line. */
    public void cutShort(String heardText) {
        var spoken = lastSpoken;
        awaitsReply = false;
        if (spoken == null || heardText.equals(spoken.text())) {
            return;
        }
        lastSpoken = null;
        lastLine = heardText;
        for (var fact : spoken.facts()) {
            if (!script.tells(heardText, fact)) {
                revealed.remove(fact);
                events.removeIf(event -> isOf(event, EventKind.REVEALED, spoken.turn(), fact));
            }
        }
        if (spoken.cue() != null && !holds(heardText, lineOf(spoken.cue()))) {
            var cue = spoken.cue();
            cues.remove(cue);
            events.removeIf(event -> isOf(event, EventKind.CUE_DROPPED, spoken.turn(), cue));
        }
        if (spoken.question() != null && !holds(heardText, lineOf(spoken.question()))) {
            var question = spoken.question();
            questions.remove(question);
            events.removeIf(
                    event -> isOf(event, EventKind.QUESTION_RAISED, spoken.turn(), question));
        }
    }

    /** What has happened so far. */
    public PatientRecord state() {
        var marks = new FullMarks(asked, told, revealed, events);
        return new PatientRecord(
                engine.version(),
                List.copyOf(events),
                rapport.value(),
                rapport.band(),
                new LinkedHashSet<>(asked),
                new LinkedHashSet<>(told),
                new LinkedHashSet<>(revealed),
                learnerTurns,
                closed,
                card.fullMarks().stream()
                        .map(mark -> new PatientRecord.MarkResult(mark, marks.met(mark.needs())))
                        .toList());
    }

    /** Whether the patient has said the last line. */
    public boolean isClosed() {
        return closed;
    }

    /** Whether anybody has said anything yet. */
    public boolean hasBegun() {
        return learnerTurns > 0 || openingSpoken;
    }

    /**
     * Goes on by a turn that has happened already; for the patient's reply to {@link #hear} that
     * means that it was said.
     */
    public void follow(PlayedTurn turn) {
        if (turn.speaker() == Speaker.LEARNER) {
            hear(turn);
        } else if (turn.prompted()) {
            replayPrompt(turn);
        } else {
            hearPatient(turn);
        }
    }

    private void replayPrompt(PlayedTurn turn) {
        if (awaitsReply) {
            cutShort("");
        }
        if (turn.text().equals(card.closing().timeUp())) {
            timeUp(turn.turn());
        } else if (learnerTurns == 0 && !openingSpoken) {
            silence(1, turn.turn());
        } else {
            silence(shared.silenceLong().contains(turn.text()) ? 2 : 1, turn.turn());
        }
        lastLine = turn.heard();
    }

    /** Follows what the patient really said where it is not what these rules would have said. */
    private void hearPatient(PlayedTurn turn) {
        if (!awaitsReply || lastSpoken == null) {
            learnFrom(turn);
            return;
        }
        if (turn.heard().equals(lastSpoken.text())) {
            awaitsReply = false;
            return;
        }
        cutShort(turn.heard());
        if (turn.heardText() == null) {
            learnFrom(turn);
        }
    }

    private void learnFrom(PlayedTurn turn) {
        var text = turn.heard();
        lastLine = text;
        known = known.followedBy(NormalisedText.of(text));
        if (learnerTurns <= 1 && holds(text, card.openingLine())) {
            openingSpoken = true;
        }
        for (var fact : card.hiddenFacts()) {
            if (script.tells(text, fact.id()) && revealed.add(fact.id())) {
                add(EventKind.REVEALED, turn.turn(), fact.id());
            }
        }
        for (var cue : card.cues()) {
            if (!cues.containsKey(cue.id()) && holds(text, cue.say())) {
                drop(cue, turn.turn());
            }
        }
        for (var question : card.questions()) {
            if (!questions.containsKey(question.id()) && holds(text, question.ask())) {
                raise(question, turn.turn());
            }
        }
    }

    private String lineOf(String id) {
        for (var cue : card.cues()) {
            if (cue.id().equals(id)) {
                return cue.say();
            }
        }
        for (var question : card.questions()) {
            if (question.id().equals(id)) {
                return question.ask();
            }
        }
        return id;
    }

    private static boolean holds(String text, String line) {
        return (" " + NormalisedText.of(text) + " ").contains(" " + NormalisedText.of(line) + " ");
    }

    private static boolean isOf(PatientEvent event, EventKind kind, int turn, String subject) {
        return event.kind() == kind && event.turn() == turn && event.subject().equals(subject);
    }

    // --- understanding ---

    private Understanding understand(PlayedTurn turn) {
        var clauses = engine.splitter().split(turn.text(), turn.words());
        var stored = turn.matched();
        boolean interrupted = stored == null ? turn.interrupted() : stored.interrupted();
        var hits =
                stored == null
                        ? engine.matcher().match(script, clauses, lastSources, learnerTurns)
                        : known(stored.hits(), clauses.size());
        var observed =
                engine.detector()
                        .detect(
                                new TurnContext(
                                        clauses,
                                        NormalisedText.of(lastLine),
                                        known,
                                        script.names(),
                                        interrupted));
        return new Understanding(turn.turn(), turn.text(), clauses, hits, observed, interrupted);
    }

    /** Stored hits of which this card and these clauses still know. */
    private List<Hit> known(List<Hit> hits, int clauses) {
        return hits.stream()
                .filter(hit -> hit.clause() < clauses)
                .filter(hit ->
                        switch (hit.kind()) {
                            case ASK -> script.ask(hit.intent()).isPresent();
                            case TELL -> script.tell(hit.intent()).isPresent();
                            case SOCIAL -> engine.matcher().social(hit.intent()).isPresent();
                        })
                .toList();
    }

    // --- answering ---

    private PatientReply answer(Understanding heard, Draft draft, Matched matched) {
        boolean compound = heard.isCompound();
        if (compound) {
            compounds++;
            add(EventKind.COMPOUND_QUESTION, heard.number(), "");
        }
        noteBehaviour(heard);
        for (var tell : heard.tells()) {
            if (told.add(tell)) {
                add(EventKind.TOLD, heard.number(), tell);
            }
        }
        var pickedUp = pickUp(heard);
        var missed = pickedUp == null ? missedCue(heard) : null;
        var outcome = settleQuestions(heard);
        moveRapport(heard, compound);
        if (closed || heard.closes()) {
            return close(draft, matched);
        }
        if (learnerTurns == 1 && !openingSpoken && heard.onlyOpens()) {
            return open(heard, draft, matched);
        }
        if (pickedUp != null) {
            draft.say(pickedUp.reward(), pickedUp.id());
            reveal(pickedUp.facts(), draft);
        }
        if (outcome != null) {
            draft.say(outcome, "answer");
        }
        respond(heard, draft, pickedUp, compound);
        if (missed != null) {
            draft.say(missed.missed(), missed.id());
        } else if (draft.cue == null && draft.question == null) {
            append(draft);
        }
        return speak(draft, matched, false);
    }

    private PatientReply close(Draft draft, Matched matched) {
        if (!closed) {
            add(EventKind.CLOSED, draft.turn, "closed");
        }
        closed = true;
        draft.say(card.closing().in(rapport.band()), "close");
        return speak(draft, matched, true);
    }

    private PatientReply open(Understanding heard, Draft draft, Matched matched) {
        openingSpoken = true;
        if (heard.questions().contains("open_story")) {
            ask("open_story", heard.number());
        }
        draft.say(card.openingLine(), "opening_line");
        return speak(draft, matched, false);
    }

    private void respond(
            Understanding heard, Draft draft, Card.@Nullable Cue pickedUp, boolean compound) {
        var question = heard.questionToAnswer();
        for (var other : heard.questions()) {
            if (question.isEmpty() || !other.equals(question.get())) {
                add(EventKind.LEFT_UNANSWERED, heard.number(), other);
            }
        }
        var demand = heard.demand();
        if (question.isEmpty() && demand.isPresent()) {
            social(demand.get(), draft);
            misses = 0;
            return;
        }
        boolean responded = !draft.isEmpty();
        if (!heard.tells().isEmpty() && !responded) {
            react(heard, draft);
        }
        if (question.isPresent()) {
            answerQuestion(question.get(), heard, draft, pickedUp, compound);
        } else if (draft.isEmpty() && !rebuke(heard, draft)) {
            var social = heard.lastSocial();
            if (social.isPresent()) {
                social(social.get(), draft);
            } else {
                notUnderstood(heard, draft);
                return;
            }
        }
        misses = 0;
    }

    private void answerQuestion(
            String intent,
            Understanding heard,
            Draft draft,
            Card.@Nullable Cue pickedUp,
            boolean compound) {
        ask(intent, heard.number());
        if (ICE.contains(intent)
                && events.stream()
                        .noneMatch(e ->
                                e.kind() == EventKind.ICE_ELICITED && e.subject().equals(intent))) {
            add(EventKind.ICE_ELICITED, heard.number(), intent);
        }
        if (pickedUp != null && isReplacedBy(pickedUp, intent)) {
            return;
        }
        int before = answered.merge(intent, 1, Integer::sum);
        if (intent.equals("open_story") && before > 1) {
            answerQuestion("more", heard, draft, pickedUp, compound);
            return;
        }
        var answer = script.ask(intent).orElseThrow().answer();
        var prefix =
                compound && compounds > 1 ? next(Line.COMPOUND, shared.compoundReplyPrefix()) : "";
        draft.say(prefix + line(intent, answer, before, draft), intent);
    }

    /** The line for a question, again or for the first time, and what it reveals. */
    private String line(String intent, Answer answer, int times, Draft draft) {
        var chosen = answer.lines().choose(rapport.band());
        boolean saidBefore = !spokenLines.add(intent + ":" + chosen.text());
        if (times > 1 && saidBefore) {
            var again = answer.lines().again();
            return again == null ? shared.againPrefix() + script.continued(chosen.text()) : again;
        }
        reveal(answer.factsToldAt(chosen.band()), draft);
        return chosen.text();
    }

    private boolean isReplacedBy(Card.Cue cue, String intent) {
        if (REPLACED_BY_REWARD.contains(intent)) {
            return true;
        }
        var answer = script.ask(intent).orElseThrow().answer();
        var chosen = answer.lines().choose(rapport.band());
        return cue.facts().containsAll(answer.factsToldAt(chosen.band()));
    }

    /** Reacts to the last advice that is new; to repeated advice in words that fit any. */
    private void react(Understanding heard, Draft draft) {
        var fresh = new ArrayList<>(heard.lastTells());
        fresh.removeIf(reactedTo::contains);
        if (fresh.isEmpty()) {
            heard.tells().stream().filter(tell -> !reactedTo.contains(tell)).forEach(fresh::add);
        }
        reactedTo.addAll(heard.tells());
        if (fresh.isEmpty()) {
            social("reaction_check", draft);
            return;
        }
        var tell = script.tell(fresh.getFirst()).orElseThrow().intent();
        draft.say(tell.lines().choose(rapport.band()).text(), tell.id());
    }

    /** Lets the learner know that a turn without a question or advice hurt. */
    private boolean rebuke(Understanding heard, Draft draft) {
        if (heard.shows(Behaviour.DISMISSIVE) || heard.shows(Behaviour.JUDGEMENTAL)) {
            draft.say(next(Line.DISMISSED, shared.dismissedReply()), "dismissed");
            return true;
        }
        if (heard.shows(Behaviour.INTERRUPTION)) {
            draft.say(next(Line.INTERRUPTED, shared.interruptedReply()), "interrupted");
            return true;
        }
        return false;
    }

    private void social(String id, Draft draft) {
        var intent = engine.matcher().social(id).orElseThrow();
        if (intent.is("teachback")) {
            draft.say(teachback(), id);
            return;
        }
        if (intent.is("repeat_last")) {
            draft.say(lastLine.isEmpty() ? card.openingLine() : lastLine, id);
            openingSpoken |= lastLine.isEmpty();
            draft.sources.addAll(lastSources);
            return;
        }
        if (intent.is("next_question_or") && appendQuestion(draft)) {
            return;
        }
        if (intent.is("next_cue_or") && appendCue(draft)) {
            return;
        }
        draft.say(
                intent.lines()
                        .choose(rapport.band())
                        .text()
                        .replace("{first_name}", card.persona().firstName()),
                id);
    }

    private String teachback() {
        var fragments =
                told.stream().map(id -> script.tell(id).orElseThrow().intent().tb()).toList();
        var last =
                fragments.subList(
                        Math.max(0, fragments.size() - TEACHBACK_FRAGMENTS), fragments.size());
        if (rapport.band() == Band.GUARDED && !last.isEmpty()) {
            last = last.subList(0, last.size() - 1);
        }
        if (last.isEmpty()) {
            return shared.teachbackEmpty();
        }
        var joined = new StringBuilder(shared.teachbackPrefix());
        for (int i = 0; i < last.size(); i++) {
            if (i > 0) {
                joined.append(i == last.size() - 1 ? " and " : ", ");
            }
            joined.append(last.get(i));
        }
        return joined.append('.').toString();
    }

    private void notUnderstood(Understanding heard, Draft draft) {
        var term = heard.first(Behaviour.JARGON_UNEXPLAINED);
        if (term.isPresent()) {
            var word = heard.text().substring(term.get().start(), term.get().end());
            draft.say(next(Line.JARGON, shared.jargonReply()).replace("{term}", word), "jargon");
            return;
        }
        if (heard.hasClause(engine.empathy()) || heard.shows(Behaviour.EMPATHY)) {
            social("praise", draft);
            return;
        }
        if (heard.shows(Behaviour.FACILITATING) || heard.clauses().isEmpty()) {
            if (!appendCue(draft)) {
                social("hold_on", draft);
            }
            return;
        }
        misses++;
        add(EventKind.NOT_UNDERSTOOD, heard.number(), "");
        if (misses >= MISSES_BEFORE_OFF_TOPIC) {
            draft.say(next(Line.OFF_TOPIC, shared.offTopic()), "fallback");
        } else if (misses % 2 == 1) {
            draft.say(next(Line.OWN_MISS, card.fallback()), "fallback");
        } else {
            draft.say(next(Line.SHARED_MISS, shared.notUnderstood()), "fallback");
        }
    }

    private PatientReply speak(Draft draft, Matched matched, boolean closing) {
        replies++;
        lastLine = draft.text();
        lastSources = Set.copyOf(draft.sources);
        known = known.followedBy(NormalisedText.of(lastLine));
        lastSpoken =
                new Spoken(
                        draft.turn, lastLine, List.copyOf(draft.facts), draft.cue, draft.question);
        return new PatientReply(lastLine, draft.parts, false, closing, matched);
    }

    private PatientReply prompt(int turn, String line, boolean closing) {
        lastLine = line;
        known = known.followedBy(NormalisedText.of(line));
        lastSpoken = new Spoken(turn, line, List.of(), null, null);
        return new PatientReply(line, List.of(line), true, closing, null);
    }

    // --- cues and questions ---

    private Card.@Nullable Cue pickUp(Understanding heard) {
        for (var cue : script.cues()) {
            var state = cues.get(cue.cue().id());
            if (state != CueState.DROPPED && state != CueState.MISSED) {
                continue;
            }
            boolean named = heard.matches(cue.pickedUpBy());
            boolean felt = heard.hasClause(engine.empathy()) && heard.mentions(cue.topicWords());
            if (!named && !felt) {
                continue;
            }
            var id = cue.cue().id();
            cues.put(id, CueState.PICKED_UP);
            if (state == CueState.DROPPED) {
                add(EventKind.CUE_PICKED_UP, heard.number(), id);
                rapport.move("cue_picked_up");
            } else {
                add(EventKind.CUE_PICKED_UP_LATE, heard.number(), id);
                rapport.raise(LATE_PICK_UP);
            }
            return cue.cue();
        }
        return null;
    }

    private Card.@Nullable Cue missedCue(Understanding heard) {
        for (var cue : card.cues()) {
            if (cues.get(cue.id()) == CueState.DROPPED
                    && turnsSince(cue.id()) >= TURNS_TO_RESPOND) {
                cues.put(cue.id(), CueState.MISSED);
                add(EventKind.CUE_MISSED, heard.number(), cue.id());
                rapport.move("cue_missed");
                return cue;
            }
        }
        return null;
    }

    /** Settles the questions that are due; what the patient says to the first that is. */
    private @Nullable String settleQuestions(Understanding heard) {
        for (var question : script.questions()) {
            var id = question.question().id();
            if (questions.get(id) != QuestionState.RAISED) {
                continue;
            }
            boolean bad = heard.hasClause(question.bad());
            if (!bad && heard.hasClause(question.good())) {
                questions.put(id, QuestionState.SETTLED);
                add(EventKind.QUESTION_ANSWERED, heard.number(), id);
                return question.question().ok();
            }
            if (bad || turnsSince(id) >= TURNS_TO_RESPOND) {
                questions.put(id, QuestionState.SETTLED);
                add(EventKind.QUESTION_DODGED, heard.number(), id);
                return question.question().dodge();
            }
        }
        return null;
    }

    private int turnsSince(String id) {
        return learnerTurns - since.getOrDefault(id, learnerTurns);
    }

    private void append(Draft draft) {
        if (!appendCue(draft)) {
            appendQuestion(draft);
        }
    }

    private boolean appendCue(Draft draft) {
        for (var cue : card.cues()) {
            boolean stale = !cue.facts().isEmpty() && revealed.containsAll(cue.facts());
            if (!cues.containsKey(cue.id()) && !stale && isDue(cue.fire(), cue.skipIf())) {
                drop(cue, draft.turn);
                draft.cue = cue.id();
                draft.say(cue.say(), cue.id());
                return true;
            }
        }
        return false;
    }

    private boolean appendQuestion(Draft draft) {
        for (var question : card.questions()) {
            if (!questions.containsKey(question.id())
                    && isDue(question.fire(), question.skipIf())) {
                raise(question, draft.turn);
                draft.question = question.id();
                draft.say(question.ask(), question.id());
                return true;
            }
        }
        return false;
    }

    private void drop(Card.Cue cue, int turn) {
        cues.put(cue.id(), CueState.DROPPED);
        since.put(cue.id(), learnerTurns);
        add(EventKind.CUE_DROPPED, turn, cue.id());
    }

    private void raise(Card.PatientQuestion question, int turn) {
        questions.put(question.id(), QuestionState.RAISED);
        since.put(question.id(), learnerTurns);
        add(EventKind.QUESTION_RAISED, turn, question.id());
    }

    private boolean isDue(Condition fire, @Nullable Condition skipIf) {
        return holds(fire) && (skipIf == null || !holds(skipIf));
    }

    private boolean holds(Condition condition) {
        return (condition.turn() == null || replies + 1 >= condition.turn())
                && (condition.asked() == null || asked.containsAll(condition.asked()))
                && (condition.told() == null || told.containsAll(condition.told()))
                && (condition.revealed() == null || revealed.containsAll(condition.revealed()))
                && (condition.band() == null || rapport.band().isAtLeast(condition.band()));
    }

    // --- the record ---

    private void ask(String intent, int turn) {
        asked.add(intent);
        add(EventKind.ASKED, turn, intent);
    }

    private void reveal(List<String> facts, Draft draft) {
        for (var fact : facts) {
            if (revealed.add(fact)) {
                draft.facts.add(fact);
                add(EventKind.REVEALED, draft.turn, fact);
            }
        }
    }

    private void noteBehaviour(Understanding heard) {
        note(heard, EventKind.GREETING, heard.isSocial("greeting"));
        note(heard, EventKind.INTRODUCTION, heard.isSocial("introduce"));
        note(
                heard,
                EventKind.CHECK_UNDERSTANDING,
                heard.isSocial("check_yes_no") || heard.isSocial("teachback"));
        note(
                heard,
                EventKind.CHECK_QUESTIONS,
                heard.isSocial("any_questions") || heard.isSocial("anything_else"));
        note(heard, EventKind.SUMMARY, heard.isSocial("summary"));
        note(
                heard,
                EventKind.PERMISSION,
                heard.isSocial("permission") || heard.shows(Behaviour.PERMISSION));
        note(
                heard,
                EventKind.THANKS_OR_PRAISE,
                heard.isSocial("praise") || heard.shows(Behaviour.THANKS));
        note(heard, EventKind.EMPATHY, isEmpathic(heard) && hadCauseForEmpathy());
        note(heard, EventKind.FALSE_REASSURANCE, Behaviour.FALSE_REASSURANCE);
        note(heard, EventKind.DISMISSIVE_OR_JUDGEMENTAL, Behaviour.DISMISSIVE);
        if (!heard.shows(Behaviour.DISMISSIVE)) {
            note(heard, EventKind.DISMISSIVE_OR_JUDGEMENTAL, Behaviour.JUDGEMENTAL);
        }
        note(heard, EventKind.INTERRUPTION, Behaviour.INTERRUPTION);
        note(heard, EventKind.LEADING_QUESTION, Behaviour.LEADING_QUESTION);
        note(heard, EventKind.LECTURE, Behaviour.LECTURE);
        note(heard, EventKind.PLAIN_EXPLANATION, Behaviour.JARGON_EXPLAINED);
        for (var term : heard.all(Behaviour.JARGON_UNEXPLAINED)) {
            events.add(
                    new PatientEvent(
                            EventKind.JARGON_UNEXPLAINED,
                            heard.number(),
                            term.source(),
                            term.start(),
                            term.end()));
        }
        for (var question : openQuestions(heard)) {
            events.add(
                    new PatientEvent(
                            EventKind.OPEN_QUESTION,
                            heard.number(),
                            "",
                            question.start(),
                            question.end()));
        }
    }

    private void note(Understanding heard, EventKind kind, boolean happened) {
        if (happened) {
            add(kind, heard.number(), "");
        }
    }

    private void note(Understanding heard, EventKind kind, Behaviour behaviour) {
        heard.first(behaviour)
                .ifPresent(one ->
                        events.add(
                                new PatientEvent(
                                        kind, heard.number(), "", one.start(), one.end())));
    }

    private static List<Observed> openQuestions(Understanding heard) {
        return heard.all(Behaviour.OPEN_QUESTION).stream()
                .filter(one ->
                        heard.clauses().get(one.clause()).words().size() >= SHORTEST_OPEN_QUESTION)
                .toList();
    }

    private boolean isEmpathic(Understanding heard) {
        return heard.hasClause(engine.empathy()) || heard.shows(Behaviour.EMPATHY);
    }

    /** Whether the patient's last line was a cue, a feeling or bad news. */
    private boolean hadCauseForEmpathy() {
        return lastSources.stream()
                        .anyMatch(source -> FEELINGS.contains(source) || cues.containsKey(source))
                || engine.detector().givesCauseForEmpathy(NormalisedText.of(lastLine));
    }

    private void moveRapport(Understanding heard, boolean compound) {
        if (happened(EventKind.GREETING) && happened(EventKind.INTRODUCTION)) {
            rapport.moveAtMost(1, "greeting_with_name_and_role");
        }
        if (heard.isSocial("ask_name") || heard.shows(Behaviour.NAME_USE)) {
            rapport.moveAtMost(2, "asks_preferred_name_or_uses_name");
        }
        if (in(heard, EventKind.PERMISSION)) {
            rapport.moveAtMost(3, "permission_asked");
        }
        if (in(heard, EventKind.EMPATHY)) {
            rapport.moveAtMost(3, "empathy_statement");
        } else if (heard.hasClause(engine.empathy())) {
            rapport.moveAtMost(2, "generic_empathy_elsewhere");
        }
        for (int i = 0; i < openQuestions(heard).size(); i++) {
            rapport.moveAtMost(5, "open_question");
        }
        heard.questionToAnswer()
                .filter(ICE::contains)
                .filter(intent -> !asked.contains(intent))
                .ifPresent(intent -> rapport.move("ice_elicited"));
        if (in(heard, EventKind.SUMMARY)) {
            rapport.moveAtMost(2, "reflects_or_summarises");
        }
        if (heard.shows(Behaviour.JARGON_EXPLAINED)) {
            rapport.moveAtMost(3, "plain_explanation");
        }
        for (var term : termsOf(heard)) {
            if (termsNotExplained.add(term)) {
                rapport.move("jargon_unexplained");
            }
        }
        if (compound) {
            rapport.move("compound_question");
        }
        if (heard.shows(Behaviour.LEADING_QUESTION)) {
            rapport.move("leading_question");
        }
        if (heard.shows(Behaviour.INTERRUPTION)) {
            rapport.move("interruption");
        }
        if (in(heard, EventKind.DISMISSIVE_OR_JUDGEMENTAL)) {
            rapport.move("dismissive_or_judgemental");
        }
        if (heard.shows(Behaviour.FALSE_REASSURANCE)) {
            rapport.move("false_reassurance");
        }
        if (heard.shows(Behaviour.LECTURE)) {
            rapport.move("lecture_over_60_words_without_check");
        }
        if (in(heard, EventKind.THANKS_OR_PRAISE)) {
            rapport.moveAtMost(2, "thanks_or_praise");
        }
    }

    private static Set<String> termsOf(Understanding heard) {
        return heard.all(Behaviour.JARGON_UNEXPLAINED).stream()
                .map(Observed::source)
                .collect(Collectors.toSet());
    }

    private boolean happened(EventKind kind) {
        return events.stream().anyMatch(event -> event.kind() == kind);
    }

    private boolean in(Understanding heard, EventKind kind) {
        return events.stream()
                .anyMatch(event -> event.kind() == kind && event.turn() == heard.number());
    }

    private void add(EventKind kind, int turn, String subject) {
        events.add(PatientEvent.of(kind, turn, subject));
    }

    private String next(Line list, List<String> lines) {
        int index = used.merge(list, 1, Integer::sum) - 1;
        return lines.get(index % lines.size());
    }
}
