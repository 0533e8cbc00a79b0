package com.oetpraxis.ai.feedback;

import com.oetpraxis.ai.card.Band;
import com.oetpraxis.ai.patient.Emotion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.regex.Pattern;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The texts of {@code scoring/feedback.yaml}.
 *
 * @param glosses what follows a technical term and ", which means", by the term of the cue lists
 */
record FeedbackTexts(
        List<ScoreBand> bands,
        Map<String, Theme> professions,
        LinkedHashMap<String, StrengthText> strengths,
        LinkedHashMap<String, ImprovementText> improvements,
        Map<String, Feeling> feelings,
        Map<String, String> emotions,
        Map<String, String> reasons,
        Map<String, AskText> asks,
        Map<String, EventText> events,
        List<Sympathy> sympathy,
        Map<String, String> glosses) {

    private static final String FILE = "/scoring/feedback.yaml";

    /** What is said of a score from some figure up; the highest first. */
    record ScoreBand(int from, String text) {}

    /** A profession's theme for either side of a talk. */
    record Theme(String listening, String explaining) {}

    /** How the patient felt at the end: with nothing left open, or with a worry passed by. */
    record Feeling(String settled, String worried) {}

    /**
     * What a question of the cards asks.
     *
     * @param about what follows "You did not ask"
     * @param example words that ask it
     */
    record AskText(String about, String example) {}

    /** What a full mark asks for or forbids: what is said where it fails, and a better wording. */
    record EventText(String text, String example) {}

    /**
     * An answer to a feeling.
     *
     * @param words a regular expression for the patient's line
     */
    record Sympathy(String words, String example) {

        boolean answers(String line) {
            return words.isEmpty()
                    || Pattern.compile("\\b(" + words + ")", Pattern.CASE_INSENSITIVE)
                            .matcher(line)
                            .find();
        }
    }

    record StrengthText(String category, String text) {}

    /**
     * @param weight how much it matters, 0 to 10
     */
    record ImprovementText(String category, double weight, String observation, String suggestion) {}

    static FeedbackTexts load() {
        try (var in = FeedbackTexts.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is missing");
            }
            return YAMLMapper.builder().build().readValue(in, FeedbackTexts.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String band(int score) {
        return bands.stream()
                .filter(band -> score >= band.from())
                .findFirst()
                .map(ScoreBand::text)
                .orElseThrow(NoSuchElementException::new);
    }

    Theme theme(String profession) {
        var theme = professions.getOrDefault(profession, professions.get("other"));
        if (theme == null) {
            throw new NoSuchElementException("No theme for other professions");
        }
        return theme;
    }

    String feeling(Band band, boolean worried) {
        var feeling = feelings.get(band.name().toLowerCase(Locale.ROOT));
        if (feeling == null) {
            throw new NoSuchElementException("No feeling for " + band);
        }
        return worried ? feeling.worried() : feeling.settled();
    }

    /** How a patient in this emotion is, such as {@code anxious}. */
    String emotion(Emotion emotion) {
        var word = emotions.get(emotion.name().toLowerCase(Locale.ROOT));
        if (word == null) {
            throw new NoSuchElementException("No word for " + emotion);
        }
        return word;
    }

    String reason(String behaviour) {
        var reason = reasons.get(behaviour);
        if (reason == null) {
            throw new NoSuchElementException("No reason for " + behaviour);
        }
        return reason;
    }

    /** Words that answer what the patient said. */
    String sympathyFor(String line) {
        return sympathy.stream()
                .filter(one -> one.answers(line))
                .findFirst()
                .map(Sympathy::example)
                .orElseThrow();
    }

    ImprovementText improvement(String measure) {
        var text = improvements.get(measure);
        if (text == null) {
            throw new NoSuchElementException("No text for " + measure);
        }
        return text;
    }

    StrengthText strength(String measure) {
        var text = strengths.get(measure);
        if (text == null) {
            throw new NoSuchElementException("No text for " + measure);
        }
        return text;
    }
}
