package com.oetpraxis.ai.patient;

import com.oetpraxis.ai.behaviour.Behaviour;
import com.oetpraxis.ai.behaviour.TurnContext;
import com.oetpraxis.ai.card.Answer;
import com.oetpraxis.ai.card.Card;
import com.oetpraxis.ai.pattern.Clause;
import com.oetpraxis.ai.pattern.NormalisedText;
import com.oetpraxis.ai.speech.SpeechException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One role-play: what has been said in it so far, and what the patient says next.
 *
 * <p>Not for use by two threads at once.
 */
public final class Conversation {

    private static final Logger log = LoggerFactory.getLogger(Conversation.class);

    private static final int MISSES_BEFORE_OFF_TOPIC = 3;

    /** With so many words that were not explained nothing else is understood either. */
    private static final int TOO_MUCH_JARGON = 2;

    private static final Set<String> FEELINGS = Set.of("feeling", "concern");
    static final Set<String> ICE = Set.of("idea", "concern", "expectation");
    private static final Set<String> REPLACED_BY_REWARD =
            Set.of("open_story", "more", "idea", "concern", "feeling");

    private final PatientEngine engine;
    private final EngineData.Shared shared;
    private final Script script;
    private final Card card;
    private final Rapport rapport;
    private final Memory memory = new Memory();
    private final Impression impression;
    private final Agenda agenda;
    private final TeachBack teachBack;

    private final Map<String, Integer> answered = new HashMap<>();
    private final Set<String> spokenLines = new HashSet<>();
    private final Set<String> reactedTo = new HashSet<>();
    private final Map<Line, Integer> used = new EnumMap<>(Line.class);
    private final List<EmotionMove> emotions = new ArrayList<>();
    private Emotion emotion;
    private NormalisedText known;

    private int misses;
    private int compounds;
    private boolean openingSpoken;
    private boolean closed;
    private boolean timeIsUp;
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
        TOLD_BEFORE,
        COMPOUND
    }

    /** What a line of the patient's set in motion, undone as far as the learner never heard it. */
    private record Spoken(
            int turn,
            String text,
            List<String> facts,
            @Nullable String cue,
            @Nullable String question) {}

    Conversation(PatientEngine engine, Script script) {
        this.engine = engine;
        this.shared = engine.data().shared();
        this.script = script;
        this.card = script.card();
        this.rapport = new Rapport(engine.data().rapport());
        this.impression = new Impression(memory, rapport, engine.empathy());
        this.agenda = new Agenda(script, memory, rapport, engine.empathy());
        this.teachBack = new TeachBack(shared);
        this.emotion = Emotion.named(card.persona().emotionalState());
        this.known = NormalisedText.of(card.presentingComplaint());
    }

    /**
     * The patient's answer to a turn of the learner's; it takes the next number.
     *
     * @param turn a learner's turn; what is {@link PlayedTurn#matched()} in it is not found again
     */
    public PatientReply hear(PlayedTurn turn) {
        return hear(turn, engine.awaitLikeness(card));
    }

    private PatientReply hear(PlayedTurn turn, Optional<Likeness> likeness) {
        if (awaitsReply) {
            cutShort("");
        }
        memory.learnerTurns++;
        rapport.begin(turn.turn());
        var heard = understand(turn, likeness);
        heard.clauses().forEach(clause -> teachBack.hear(clause.words()));
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
        memory.add(EventKind.SILENCE, turn, "");
        if (memory.learnerTurns == 0 && !openingSpoken) {
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
        timeIsUp = true;
        memory.add(EventKind.CLOSED, turn, "time_up");
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
        spokenLines.removeIf(line -> spoken.text().contains(line) && !heardText.contains(line));
        for (var fact : spoken.facts()) {
            if (!script.tells(heardText, fact)) {
                memory.revealed.remove(fact);
                memory.takeBack(EventKind.REVEALED, spoken.turn(), fact);
            }
        }
        agenda.takeBackUnheard(spoken.turn(), spoken.cue(), spoken.question(), heardText);
    }

    /** What has happened so far. */
    public PatientRecord state() {
        var marks =
                new FullMarks(
                        memory.asked,
                        memory.told,
                        memory.revealed,
                        memory.events,
                        agenda::isNeedless);
        return new PatientRecord(
                engine.version(),
                List.copyOf(memory.events),
                rapport.value(),
                rapport.moves(),
                rapport.band(),
                emotion,
                List.copyOf(emotions),
                new LinkedHashSet<>(memory.asked),
                new LinkedHashSet<>(memory.told),
                new LinkedHashSet<>(memory.revealed),
                memory.learnerTurns,
                closed,
                card.fullMarks().stream()
                        .map(mark -> new PatientRecord.MarkResult(mark, marks.met(mark.needs())))
                        .toList());
    }

    /** How the patient feels now. */
    public Emotion emotion() {
        return emotion;
    }

    /** Whether the patient has said the last line. */
    boolean isClosed() {
        return closed;
    }

    /** Whether anybody has said anything yet. */
    public boolean hasBegun() {
        return memory.learnerTurns > 0 || openingSpoken;
    }

    /**
     * Goes on by a turn that has happened already; for the patient's reply to {@link #hear} that
     * means that it was said.
     */
    public void follow(PlayedTurn turn) {
        if (turn.speaker() == Speaker.LEARNER) {
            hear(turn, Optional.empty());
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
        } else if (memory.learnerTurns == 0 && !openingSpoken) {
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
        if (memory.learnerTurns <= 1 && Agenda.holds(text, card.openingLine())) {
            openingSpoken = true;
        }
        for (var fact : card.hiddenFacts()) {
            if (script.tells(text, fact.id()) && memory.revealed.add(fact.id())) {
                memory.add(EventKind.REVEALED, turn.turn(), fact.id());
            }
        }
        agenda.learnFrom(text, turn.turn());
    }

    private Understanding understand(PlayedTurn turn, Optional<Likeness> likeness) {
        var clauses = engine.splitter().split(turn.text(), turn.words());
        var stored = turn.matched();
        boolean interrupted = stored == null ? turn.interrupted() : stored.interrupted();
        var hits =
                stored == null
                        ? match(turn.text(), clauses, likeness)
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

    private List<Hit> match(String turn, List<Clause> clauses, Optional<Likeness> likeness) {
        var byPattern = engine.matcher().match(script, clauses, lastSources, memory.learnerTurns);
        if (likeness.isEmpty()) {
            return byPattern;
        }
        try {
            return engine.matcher()
                    .weigh(
                            script,
                            turn,
                            clauses,
                            lastSources,
                            byPattern,
                            memory.learnerTurns,
                            likeness.get());
        } catch (SpeechException e) {
            log.warn("Understood a turn by patterns alone: {}", e.getMessage());
            return byPattern;
        }
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

    private PatientReply answer(Understanding heard, Draft draft, Matched matched) {
        boolean compound = heard.isCompound();
        if (compound) {
            compounds++;
            memory.add(EventKind.COMPOUND_QUESTION, heard.number(), "");
        }
        impression.note(heard, hadCauseForEmpathy());
        for (var tell : matched.told()) {
            if (memory.told.add(tell.intent())) {
                memory.add(EventKind.TOLD, heard.number(), tell.intent());
            }
        }
        var pickedUp = agenda.pickUp(heard);
        var missed = pickedUp == null ? agenda.missedCue(heard) : null;
        var outcome = agenda.settleQuestions(heard);
        impression.move(heard, compound);
        feel(heard.number());
        if (heard.closes() || (closed && (timeIsUp || !heard.goesOn()))) {
            return close(draft, matched);
        }
        closed = false;
        if (memory.learnerTurns == 1 && !openingSpoken && heard.onlyOpens()) {
            return open(heard, draft, matched);
        }
        if (pickedUp != null) {
            draft.say(pickedUp.reward(), pickedUp.id());
            memory.reveal(pickedUp.facts(), draft);
        }
        if (outcome != null) {
            draft.say(outcome, "answer");
        }
        respond(heard, draft, pickedUp, compound);
        if (missed != null) {
            draft.say(missed.missed(), missed.id());
        } else if (draft.cue == null && draft.question == null) {
            agenda.append(draft);
        }
        return speak(draft, matched, false);
    }

    private void feel(int turn) {
        var cause =
                Emotion.causeOf(
                        memory.events.stream().filter(event -> event.turn() == turn).toList());
        if (cause != null && emotion.after(cause) != emotion) {
            emotions.add(new EmotionMove(turn, emotion, emotion.after(cause), cause));
            emotion = emotion.after(cause);
        }
    }

    private PatientReply close(Draft draft, Matched matched) {
        if (!closed) {
            memory.add(EventKind.CLOSED, draft.turn, "closed");
        }
        closed = true;
        draft.say(card.closing().in(rapport.band()), "close");
        return speak(draft, matched, true);
    }

    private PatientReply open(Understanding heard, Draft draft, Matched matched) {
        openingSpoken = true;
        if (heard.questions().contains("open_story")) {
            memory.ask("open_story", heard.number());
        }
        draft.say(card.openingLine(), "opening_line");
        return speak(draft, matched, false);
    }

    private void respond(
            Understanding heard, Draft draft, Card.@Nullable Cue pickedUp, boolean compound) {
        var question = heard.questionToAnswer();
        for (var other : heard.questions()) {
            if (question.isEmpty() || !other.equals(question.get())) {
                memory.add(EventKind.LEFT_UNANSWERED, heard.number(), other);
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
        memory.ask(intent, heard.number());
        if (ICE.contains(intent)
                && memory.events.stream()
                        .noneMatch(e ->
                                e.kind() == EventKind.ICE_ELICITED && e.subject().equals(intent))) {
            memory.add(EventKind.ICE_ELICITED, heard.number(), intent);
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
        draft.say(prefix + line(answer, draft), intent);
    }

    /** The line for a question, again or for the first time, and what it reveals. */
    private String line(Answer answer, Draft draft) {
        var chosen = answer.lines().choose(rapport.band());
        if (!spokenLines.add(chosen.text())) {
            var again = answer.lines().again();
            if (again != null) {
                return again;
            }
            memory.reveal(answer.factsToldAt(chosen.band()), draft);
            return shared.againPrefix() + script.continued(chosen.text());
        }
        memory.reveal(answer.factsToldAt(chosen.band()), draft);
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
        if (heard.all(Behaviour.JARGON_UNEXPLAINED).size() >= TOO_MUCH_JARGON
                && askWhatItMeans(heard, draft)) {
            return;
        }
        if (fresh.isEmpty() && rebuke(heard, draft)) {
            return;
        }
        if (fresh.isEmpty() && comforts(heard)) {
            social("praise", draft);
            return;
        }
        if (fresh.isEmpty()) {
            draft.say(next(Line.TOLD_BEFORE, shared.toldBefore()), "told_before");
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
        if (intent.is("next_question_or") && agenda.appendQuestion(draft)) {
            return;
        }
        if (intent.is("next_cue_or") && agenda.appendCue(draft)) {
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
                memory.told.stream()
                        .map(id -> script.tell(id).orElseThrow().intent().tb())
                        .toList();
        return teachBack.of(fragments, rapport.band());
    }

    private void notUnderstood(Understanding heard, Draft draft) {
        if (askWhatItMeans(heard, draft)) {
            return;
        }
        if (comforts(heard)) {
            social("praise", draft);
            return;
        }
        if (heard.shows(Behaviour.FACILITATING) || heard.clauses().isEmpty()) {
            if (!agenda.appendCue(draft)) {
                social("hold_on", draft);
            }
            return;
        }
        misses++;
        memory.add(EventKind.NOT_UNDERSTOOD, heard.number(), "");
        if (misses >= MISSES_BEFORE_OFF_TOPIC) {
            draft.say(next(Line.OFF_TOPIC, shared.offTopic()), "fallback");
        } else if (misses % 2 == 1) {
            draft.say(next(Line.OWN_MISS, card.fallback()), "fallback");
        } else {
            draft.say(next(Line.SHARED_MISS, shared.notUnderstood()), "fallback");
        }
    }

    private boolean comforts(Understanding heard) {
        return heard.hasClause(engine.empathy()) || heard.shows(Behaviour.EMPATHY);
    }

    /** Asks about the first word that nobody but the learner knows; false if there is none. */
    private boolean askWhatItMeans(Understanding heard, Draft draft) {
        var term = heard.first(Behaviour.JARGON_UNEXPLAINED);
        if (term.isEmpty()) {
            return false;
        }
        var word = heard.text().substring(term.get().start(), term.get().end());
        draft.say(next(Line.JARGON, shared.jargonReply()).replace("{term}", word), "jargon");
        return true;
    }

    private PatientReply speak(Draft draft, Matched matched, boolean closing) {
        memory.replies++;
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

    /** Whether the patient's last line was a cue, a feeling or bad news. */
    private boolean hadCauseForEmpathy() {
        return lastSources.stream()
                        .anyMatch(source -> FEELINGS.contains(source) || agenda.hasDropped(source))
                || engine.detector().givesCauseForEmpathy(NormalisedText.of(lastLine));
    }

    private String next(Line list, List<String> lines) {
        int index = used.merge(list, 1, Integer::sum) - 1;
        return lines.get(index % lines.size());
    }
}
