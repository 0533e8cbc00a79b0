package com.oetpraxis.ai.feedback;

import com.oetpraxis.ai.card.Band;
import com.oetpraxis.ai.card.Card;
import com.oetpraxis.ai.consultation.Evidence;
import com.oetpraxis.ai.feedback.PatientFeeling.Reason;
import com.oetpraxis.ai.patient.Emotion;
import com.oetpraxis.ai.patient.EventKind;
import com.oetpraxis.ai.patient.PatientEngine;
import com.oetpraxis.ai.patient.PatientEvent;
import com.oetpraxis.ai.patient.PatientRecord;
import com.oetpraxis.ai.patient.PlayedTurn;
import com.oetpraxis.ai.patient.RapportMove;
import com.oetpraxis.ai.patient.Speaker;
import com.oetpraxis.ai.pattern.SpokenWord;
import com.oetpraxis.ai.scoring.Assessment;
import com.oetpraxis.ai.transcript.Quote;
import com.oetpraxis.ai.transcript.Transcript;
import com.oetpraxis.ai.transcript.Turn;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells how the patient felt from the rapport that the patient's own rules compute: the talk is
 * played through them once more, and what moved rapport most is named with the words that did it.
 */
final class PatientFeelingReader {

    private static final int MOST_REASONS = 5;

    /** Events that carry the learner's words, by what they do to rapport. */
    private static final Map<String, EventKind> SHOWN_BY =
            Map.of(
                    "dismissive_or_judgemental", EventKind.DISMISSIVE_OR_JUDGEMENTAL,
                    "false_reassurance", EventKind.FALSE_REASSURANCE,
                    "interruption", EventKind.INTERRUPTION,
                    "leading_question", EventKind.LEADING_QUESTION,
                    "jargon_unexplained", EventKind.JARGON_UNEXPLAINED,
                    "plain_explanation", EventKind.PLAIN_EXPLANATION,
                    "open_question", EventKind.OPEN_QUESTION);

    /** Measures whose words show it where no event carries them. */
    private static final Map<String, Set<String>> MEASURED_AS =
            Map.ofEntries(
                    Map.entry("empathy_statement", Set.of("empathy", "empathy_bare", "explores")),
                    Map.entry("cue_picked_up", Set.of("picks_up_hint", "follows_up")),
                    Map.entry("cue_picked_up_late", Set.of("picks_up_hint", "follows_up")),
                    Map.entry(
                            "ice_elicited",
                            Set.of("asks_for_ideas", "asks_for_concerns", "asks_for_expectations")),
                    Map.entry("reflects_or_summarises", Set.of("sums_up")),
                    Map.entry("thanks_or_praise", Set.of("thanks")),
                    Map.entry("greeting_with_name_and_role", Set.of("role", "own_name")),
                    Map.entry("compound_question", Set.of("compound_question")),
                    Map.entry(
                            "open_question", Set.of("open_question", "opens_with_open_question")));

    private static final Set<String> SHOWN_BY_A_QUESTION =
            Set.of("ice_elicited", "cue_picked_up", "cue_picked_up_late", "permission_asked");

    /** The emotions that a band of trust does not belie. */
    private static final Map<Band, Set<Emotion>> AGREES =
            Map.of(
                    Band.OPEN, Set.of(Emotion.CALM, Emotion.REASSURED),
                    Band.NEUTRAL,
                            Set.of(Emotion.CALM, Emotion.REASSURED, Emotion.ANXIOUS, Emotion.UPSET),
                    Band.GUARDED, Set.of(Emotion.ANXIOUS, Emotion.UPSET, Emotion.DEFENSIVE));

    private final PatientEngine engine;
    private final FeedbackTexts texts;

    PatientFeelingReader(PatientEngine engine, FeedbackTexts texts) {
        this.engine = engine;
        this.texts = texts;
    }

    /** How the patient felt; null where no card is known or the learner said nothing. */
    @Nullable PatientFeeling read(Assessment assessment) {
        var talk = assessment.conduct().talk();
        var card = talk.card();
        if (card == null || talk.exchanges() == 0) {
            return null;
        }
        var transcript = talk.transcript();
        var record = engine.replay(card, played(transcript, assessment));
        var worried = hasOpenWorry(record, assessment);
        return new PatientFeeling(
                feeling(record, worried), reasons(record, card, transcript, assessment));
    }

    /** The turns numbered from 1, as the patient's rules want them. */
    private static List<PlayedTurn> played(Transcript transcript, Assessment assessment) {
        var interrupting =
                assessment.report().evidence().stream()
                        .filter(one -> one.measure().equals("interruption"))
                        .map(one -> one.quote().turn())
                        .toList();
        var turns = transcript.turns();
        return IntStream.range(0, turns.size())
                .mapToObj(i -> {
                    var turn = turns.get(i);
                    var matched = turn.matched();
                    // the patient had no word times when it answered
                    List<SpokenWord> words =
                            matched != null || !turn.isLearner()
                                    ? List.of()
                                    : turn.words().stream()
                                            .map(word ->
                                                    new SpokenWord(
                                                            word.word(), word.start(), word.end()))
                                            .toList();
                    return new PlayedTurn(
                            i + 1,
                            turn.isLearner() ? Speaker.LEARNER : Speaker.PATIENT,
                            turn.text(),
                            null,
                            false,
                            turn.isLearner() && interrupting.contains(turn.index()),
                            words,
                            matched);
                })
                .toList();
    }

    private String feeling(PatientRecord record, boolean worried) {
        return "%s %s Trust ended at %d of 100."
                .formatted(texts.feeling(record.band(), worried), way(record), record.rapport());
    }

    /**
     * From how the patient came to how the patient left. Trust and emotion are two measures: where
     * they part, the end is told by trust, which the first sentence has named.
     */
    private String way(PatientRecord record) {
        var ended = texts.emotion(record.emotion());
        if (!AGREES.getOrDefault(record.band(), Set.of()).contains(record.emotion())) {
            var came =
                    record.emotions().isEmpty()
                            ? record.emotion()
                            : record.emotions().getFirst().from();
            return "The patient came in %s and %s."
                    .formatted(
                            texts.emotion(came),
                            record.band() == Band.OPEN
                                    ? "came to trust you"
                                    : "kept some distance to the end");
        }
        if (record.emotions().isEmpty()) {
            return "The patient was " + ended + " all the way through.";
        }
        var first = record.emotions().getFirst();
        return first.from() == record.emotion()
                ? "The patient came in %s and left so, though that changed in between."
                        .formatted(ended)
                : "The patient came in %s and left %s."
                        .formatted(texts.emotion(first.from()), ended);
    }

    /** A question that the patient thought dodged and no words answered, or a hint let go. */
    private static boolean hasOpenWorry(PatientRecord record, Assessment assessment) {
        var read = assessment.conduct().card();
        return record.all(EventKind.QUESTION_DODGED).stream()
                        .anyMatch(dodged ->
                                read == null || read.questions().get(dodged.subject()) == null)
                || record.all(EventKind.CUE_MISSED).stream()
                        .anyMatch(missed ->
                                !record.has(EventKind.CUE_PICKED_UP_LATE, missed.subject()));
    }

    /** Of each behaviour that moved rapport the first place, those that moved it most. */
    private List<Reason> reasons(
            PatientRecord record, Card card, Transcript transcript, Assessment assessment) {
        var points = new LinkedHashMap<String, Integer>();
        var first = new LinkedHashMap<String, RapportMove>();
        for (var move : record.moves()) {
            if (wasMadeGood(move, record)) {
                continue;
            }
            points.merge(move.behaviour(), move.points(), Integer::sum);
            first.putIfAbsent(move.behaviour(), move);
        }
        var strongest =
                first.values().stream()
                        .filter(move -> texts.reasons().containsKey(move.behaviour()))
                        .sorted(
                                Comparator.comparingInt((RapportMove move) ->
                                        -Math.abs(points.getOrDefault(move.behaviour(), 0))))
                        .toList();
        var reasons = new TreeMap<Integer, List<Reason>>();
        int left = MOST_REASONS;
        for (var move : strongest) {
            var quote = quote(move, record, card, transcript, assessment);
            if (left > 0 && (move.points() < 0 || isFair(quote, assessment))) {
                left--;
                reasons.computeIfAbsent(move.turn(), _ -> new ArrayList<>())
                        .add(new Reason(texts.reason(move.behaviour()), quote));
            }
        }
        return reasons.values().stream().flatMap(List::stream).toList();
    }

    /** Whether there are words to praise, and none that the report marks down. */
    private static boolean isFair(@Nullable Quote quote, Assessment assessment) {
        return quote != null && !FeedbackWriter.isBlamed(quote, assessment);
    }

    /** A hint let go that the learner came back to. */
    private static boolean wasMadeGood(RapportMove move, PatientRecord record) {
        return move.behaviour().equals("cue_missed")
                && record.all(EventKind.CUE_MISSED).stream()
                        .filter(missed -> missed.turn() == move.turn())
                        .allMatch(missed ->
                                record.has(EventKind.CUE_PICKED_UP_LATE, missed.subject()));
    }

    private static @Nullable Quote quote(
            RapportMove move,
            PatientRecord record,
            Card card,
            Transcript transcript,
            Assessment assessment) {
        if (move.behaviour().equals("cue_missed")) {
            return missedCue(move, record, card, transcript).orElse(null);
        }
        var turn = transcript.turns().get(move.turn() - 1);
        return shown(move, record, turn)
                .or(() -> measured(move, turn, assessment))
                .or(() -> asked(move, turn, assessment))
                .or(() -> named(move, turn, card))
                .orElse(null);
    }

    private static Optional<Quote> shown(RapportMove move, PatientRecord record, Turn turn) {
        var kind = SHOWN_BY.get(move.behaviour());
        return kind == null
                ? Optional.empty()
                : record.all(kind).stream()
                        .filter(event -> event.turn() == move.turn() && event.start() >= 0)
                        .filter(event -> event.start() < event.end())
                        .findFirst()
                        .map(event -> Quote.of(turn, event.start(), event.end()));
    }

    private static Optional<Quote> measured(RapportMove move, Turn turn, Assessment assessment) {
        var measures = MEASURED_AS.getOrDefault(move.behaviour(), Set.of());
        return assessment.report().evidence().stream()
                .filter(one -> measures.contains(one.measure()))
                .map(Evidence::quote)
                .filter(quote -> quote.turn() == turn.index())
                .findFirst();
    }

    /** The turn's own question, where the patient took something for one. */
    private static Optional<Quote> asked(RapportMove move, Turn turn, Assessment assessment) {
        if (!SHOWN_BY_A_QUESTION.contains(move.behaviour())) {
            return Optional.empty();
        }
        return new Lines(assessment.conduct().talk().transcript())
                .learner().stream()
                        .filter(one -> one.turn() == turn.index() && one.text().endsWith("?"))
                        .reduce((_, later) -> later);
    }

    private static Optional<Quote> named(RapportMove move, Turn turn, Card card) {
        if (!move.behaviour().equals("asks_preferred_name_or_uses_name")) {
            return Optional.empty();
        }
        var persona = card.persona();
        var names =
                Stream.of(persona.title(), persona.name(), persona.firstName())
                        .map(Pattern::quote)
                        .collect(Collectors.joining("|"));
        return Pattern.compile(
                        "\\b(?:" + names + "|(?:call|address) you|your (?:first |full )?name)\\b",
                        Pattern.CASE_INSENSITIVE)
                .matcher(turn.text())
                .results()
                .findFirst()
                .map(found -> Quote.of(turn, found.start(), found.end()));
    }

    /** The hint itself, in the patient's words. */
    private static Optional<Quote> missedCue(
            RapportMove move, PatientRecord record, Card card, Transcript transcript) {
        return record.all(EventKind.CUE_MISSED).stream()
                .filter(event -> event.turn() == move.turn())
                .map(PatientEvent::subject)
                .flatMap(id -> card.cues().stream().filter(cue -> cue.id().equals(id)))
                .flatMap(cue ->
                        transcript.turns().stream()
                                .filter(turn -> !turn.isLearner())
                                .filter(turn -> turn.text().contains(cue.say()))
                                .map(turn -> {
                                    int at = turn.text().indexOf(cue.say());
                                    return Quote.of(turn, at, at + cue.say().length());
                                }))
                .findFirst();
    }
}
