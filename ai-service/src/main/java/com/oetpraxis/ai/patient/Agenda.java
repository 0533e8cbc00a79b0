package com.oetpraxis.ai.patient;

import com.oetpraxis.ai.card.Card;
import com.oetpraxis.ai.card.Condition;
import com.oetpraxis.ai.pattern.NormalisedText;
import com.oetpraxis.ai.pattern.PhrasePatterns;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the patient has come to bring up: hints to be noticed and questions to be answered. */
final class Agenda {

    private static final int TURNS_TO_RESPOND = 2;
    private static final int LATE_PICK_UP = 5;

    private enum CueState {
        DROPPED,
        PICKED_UP,
        MISSED
    }

    private enum QuestionState {
        RAISED,
        SETTLED
    }

    private final Script script;

    /** So many words of a hint's line in a question ask about it. */
    private static final int QUOTED = 2;

    private final Card card;
    private final Memory memory;
    private final Rapport rapport;
    private final PhrasePatterns empathy;

    private final Map<String, CueState> cues = new HashMap<>();
    private final Map<String, QuestionState> questions = new HashMap<>();
    private final Map<String, Integer> since = new HashMap<>();

    Agenda(Script script, Memory memory, Rapport rapport, PhrasePatterns empathy) {
        this.script = script;
        this.card = script.card();
        this.memory = memory;
        this.rapport = rapport;
        this.empathy = empathy;
    }

    /** Whether it is the id of a hint that has been dropped. */
    boolean hasDropped(String id) {
        return cues.containsKey(id);
    }

    /** Takes note of hints and questions in words that the patient really said. */
    void learnFrom(String text, int turn) {
        for (var cue : card.cues()) {
            if (!cues.containsKey(cue.id()) && holds(text, cue.say())) {
                drop(cue, turn);
            }
        }
        for (var question : card.questions()) {
            if (!questions.containsKey(question.id()) && holds(text, question.ask())) {
                raise(question, turn);
            }
        }
    }

    /** Takes back a hint or question of a line of which only some was heard. */
    void takeBackUnheard(int turn, @Nullable String cue, @Nullable String question, String heard) {
        if (cue != null && !holds(heard, lineOf(cue))) {
            cues.remove(cue);
            memory.takeBack(EventKind.CUE_DROPPED, turn, cue);
        }
        if (question != null && !holds(heard, lineOf(question))) {
            questions.remove(question);
            memory.takeBack(EventKind.QUESTION_RAISED, turn, question);
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

    /** Whether a line is part of a text, whatever its punctuation. */
    static boolean holds(String text, String line) {
        return (" " + NormalisedText.of(text) + " ").contains(" " + NormalisedText.of(line) + " ");
    }

    /** The first hint that a turn takes up; null where it takes up none. */
    Card.@Nullable Cue pickUp(Understanding heard) {
        for (var cue : script.cues()) {
            var state = cues.get(cue.cue().id());
            if (state != CueState.DROPPED && state != CueState.MISSED) {
                continue;
            }
            boolean named = heard.matches(cue.pickedUpBy());
            boolean felt = heard.hasClause(empathy) && heard.mentions(cue.topicWords());
            boolean quoted = heard.asks() && heard.count(cue.lineWords()) >= QUOTED;
            if (!named && !felt && !quoted) {
                continue;
            }
            var id = cue.cue().id();
            cues.put(id, CueState.PICKED_UP);
            if (state == CueState.DROPPED) {
                memory.add(EventKind.CUE_PICKED_UP, heard.number(), id);
                rapport.move("cue_picked_up");
            } else {
                memory.add(EventKind.CUE_PICKED_UP_LATE, heard.number(), id);
                rapport.raise("cue_picked_up_late", LATE_PICK_UP);
            }
            return cue.cue();
        }
        return null;
    }

    /** The first hint that waited too long. */
    Card.@Nullable Cue missedCue(Understanding heard) {
        for (var cue : card.cues()) {
            if (cues.get(cue.id()) == CueState.DROPPED
                    && turnsSince(cue.id()) >= TURNS_TO_RESPOND) {
                cues.put(cue.id(), CueState.MISSED);
                memory.add(EventKind.CUE_MISSED, heard.number(), cue.id());
                rapport.move("cue_missed");
                return cue;
            }
        }
        return null;
    }

    /** Settles the questions that are due; what the patient says to the first that is. */
    @Nullable String settleQuestions(Understanding heard) {
        for (var question : script.questions()) {
            var id = question.question().id();
            if (questions.get(id) != QuestionState.RAISED) {
                continue;
            }
            boolean bad = heard.hasClause(question.bad());
            if (!bad && (heard.hasClause(question.good()) || isNeedless(question.question()))) {
                questions.put(id, QuestionState.SETTLED);
                memory.add(EventKind.QUESTION_ANSWERED, heard.number(), id);
                return question.question().ok();
            }
            if (bad || turnsSince(id) >= TURNS_TO_RESPOND) {
                questions.put(id, QuestionState.SETTLED);
                memory.add(EventKind.QUESTION_DODGED, heard.number(), id);
                return question.question().dodge();
            }
        }
        return null;
    }

    /** Whether what was explained since has answered it. */
    private boolean isNeedless(Card.PatientQuestion question) {
        return question.skipIf() != null && memory.holds(question.skipIf(), rapport);
    }

    /** Whether a question that was never put was answered all the same. */
    boolean isNeedless(String id) {
        return !questions.containsKey(id)
                && card.questions().stream()
                        .anyMatch(question -> question.id().equals(id) && isNeedless(question));
    }

    private int turnsSince(String id) {
        return memory.learnerTurns - since.getOrDefault(id, memory.learnerTurns);
    }

    /** Adds one hint or question that is due. */
    void append(Draft draft) {
        if (!appendCue(draft)) {
            appendQuestion(draft);
        }
    }

    boolean appendCue(Draft draft) {
        for (var cue : card.cues()) {
            boolean stale = !cue.facts().isEmpty() && memory.revealed.containsAll(cue.facts());
            if (!cues.containsKey(cue.id()) && !stale && isDue(cue.fire(), cue.skipIf())) {
                drop(cue, draft.turn);
                draft.cue = cue.id();
                draft.say(cue.say(), cue.id());
                return true;
            }
        }
        return false;
    }

    boolean appendQuestion(Draft draft) {
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
        since.put(cue.id(), memory.learnerTurns);
        memory.add(EventKind.CUE_DROPPED, turn, cue.id());
    }

    private void raise(Card.PatientQuestion question, int turn) {
        questions.put(question.id(), QuestionState.RAISED);
        since.put(question.id(), memory.learnerTurns);
        memory.add(EventKind.QUESTION_RAISED, turn, question.id());
    }

    private boolean isDue(Condition fire, @Nullable Condition skipIf) {
        return memory.holds(fire, rapport) && (skipIf == null || !memory.holds(skipIf, rapport));
    }
}
