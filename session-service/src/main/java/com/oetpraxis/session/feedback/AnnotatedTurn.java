package com.oetpraxis.session.feedback;

import com.oetpraxis.session.transcript.Transcript;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A turn of the transcript with the judgements that rest on it.
 *
 * @param text what the other side heard
 * @param startedMs milliseconds on the session's clock
 */
record AnnotatedTurn(
        int turn, String speaker, String text, int startedMs, int endedMs, List<Judgement> notes) {

    AnnotatedTurn {
        notes = List.copyOf(notes);
    }

    /**
     * One judgement.
     *
     * @param effect {@code credit} or {@code deduction}
     * @param start counts Unicode code points of the turn's text
     * @param end exclusive
     */
    record Judgement(String criterion, String measure, String effect, int start, int end) {}

    /** All turns in their order, each with its part of the evidence. */
    static List<AnnotatedTurn> of(Transcript transcript, @Nullable JsonNode evidence) {
        var notes = new HashMap<Integer, List<Judgement>>();
        if (evidence != null) {
            for (var entry : evidence) {
                notes.computeIfAbsent(entry.path("turn").asInt(-1), turn -> new ArrayList<>())
                        .add(note(entry));
            }
        }
        return transcript.turns().stream()
                .map(turn ->
                        new AnnotatedTurn(
                                turn.turn(),
                                turn.speaker().code(),
                                turn.heard(),
                                turn.startedMs(),
                                turn.endedMs(),
                                notes.getOrDefault(turn.turn(), List.of())))
                .toList();
    }

    private static Judgement note(JsonNode entry) {
        return new Judgement(
                entry.path("criterion").asString(""),
                entry.path("measure").asString(""),
                entry.path("effect").asString(""),
                entry.path("start").asInt(0),
                entry.path("end").asInt(0));
    }
}
