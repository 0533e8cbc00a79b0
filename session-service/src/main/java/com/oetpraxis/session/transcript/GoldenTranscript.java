package com.oetpraxis.session.transcript;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A transcript in the format {@code oet-golden/1} (oet-domain 5.1) that the scorer reads; its
 * {@code i} is the stream's turn.
 *
 * @param scenarioId the card's code
 * @param durationSeconds active seconds of the session
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GoldenTranscript(
        String format,
        String id,
        @JsonProperty("scenario_id") String scenarioId,
        boolean synthetic,
        String title,
        String recogniser,
        boolean spoken,
        @JsonProperty("audio_quality") @Nullable Quality audioQuality,
        @JsonProperty("duration_s") double durationSeconds,
        List<Line> turns) {

    private static final String FORMAT = "oet-golden/1";
    private static final String GENERIC = "generic";

    /** The sound of the learner's side. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Quality(
            @JsonProperty("snr_db") @Nullable Double snrDb,
            @JsonProperty("clipped_ratio") @Nullable Double clippedRatio) {}

    /**
     * @param start seconds from the start of the role-play
     * @param matched what the patient's engine understood, in its own form, stored with its reply
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Line(
            int i,
            String speaker,
            double start,
            double end,
            String text,
            @Nullable List<Word> words,
            @Nullable JsonNode matched) {}

    /** A word: itself, start and end in seconds, confidence 0 to 1. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Word(String w, double s, double e, @Nullable Double c) {}

    /** Converts what was stored. */
    public static GoldenTranscript of(
            UUID sessionId,
            String scenarioCode,
            String title,
            int durationSeconds,
            Transcript transcript) {
        var quality = transcript.audioQuality();
        return new GoldenTranscript(
                FORMAT,
                sessionId.toString(),
                scenarioCode,
                false,
                title,
                recogniser(transcript),
                transcript.spoken(),
                quality == null ? null : new Quality(quality.snrDb(), quality.clippedRatio()),
                durationSeconds,
                transcript.turns().stream().map(GoldenTranscript::line).toList());
    }

    private static String recogniser(Transcript transcript) {
        var names =
                transcript.learnersTurns().stream()
                        .flatMap(t -> t.words().stream())
                        .map(TurnWord::source)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList();
        return names.size() == 1 && !names.getFirst().equals("client") ? names.getFirst() : GENERIC;
    }

    private static Line line(Turn turn) {
        var words =
                turn.words().stream()
                        .map(w -> new Word(w.word(), w.start(), w.end(), w.confidence()))
                        .toList();
        return new Line(
                turn.turn(),
                turn.isLearners() ? "candidate" : "patient",
                turn.startedMs() / 1000.0,
                turn.endedMs() / 1000.0,
                turn.heard(),
                words.isEmpty() || !fit(words, turn.heard()) ? null : words,
                turn.matched());
    }

    /** Words that are not those of the text (four of five, in order) tell nothing about it. */
    private static boolean fit(List<Word> words, String text) {
        var spoken = text.split("\\s+", -1);
        var next = 0;
        var found = 0;
        for (var word : words) {
            for (var i = next; i < Math.min(spoken.length, next + 4); i++) {
                if (letters(spoken[i]).equals(letters(word.w()))) {
                    found++;
                    next = i + 1;
                    break;
                }
            }
        }
        return found * 5 >= words.size() * 4;
    }

    private static String letters(String word) {
        return word.replaceAll("[^\\p{L}\\p{N}]", "").toLowerCase(Locale.ROOT);
    }
}
