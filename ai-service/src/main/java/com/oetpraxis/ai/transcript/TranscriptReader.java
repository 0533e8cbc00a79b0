package com.oetpraxis.ai.transcript;

import com.oetpraxis.ai.patient.Matched;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the golden format {@code oet-golden/1}. It is strict: what is wrong is said in one
 * sentence, members it does not know are passed over.
 */
public final class TranscriptReader {

    public static final String FORMAT = "oet-golden/1";

    private static final String GENERIC_RECOGNISER = "generic";
    private static final int MOST_TURNS = 2_000;
    private static final int LONGEST_TEXT = 20_000;
    private static final int LONGEST_NAME = 200;

    private final JsonMapper json =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(20)
                                                    .build())
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    /**
     * Reads one transcript.
     *
     * @throws InvalidTranscriptException if the text is not one transcript in the golden format
     */
    public Transcript read(String text) {
        return read(parse(text));
    }

    /** Whether a text is a JSON object of another format, such as the list of expected orders. */
    public boolean isOfAnotherFormat(String text) {
        var format = parse(text).path("format");
        return format.isString() && !format.stringValue().equals(FORMAT);
    }

    private JsonNode parse(String text) {
        try {
            return json.readTree(text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (JacksonException e) {
            var place = e.getLocation();
            throw new InvalidTranscriptException(
                    place == null || place.getLineNr() < 1
                            ? "This is not JSON."
                            : "This is not JSON (line %d, column %d)."
                                    .formatted(place.getLineNr(), place.getColumnNr()));
        }
    }

    /**
     * Reads one transcript from parsed JSON.
     *
     * @throws InvalidTranscriptException if it is not in the golden format
     */
    public Transcript read(@Nullable JsonNode root) {
        if (root == null || !root.isObject()) {
            throw new InvalidTranscriptException("A transcript is a JSON object.");
        }
        var format = string(root, "format", "format", LONGEST_NAME);
        if (!FORMAT.equals(format)) {
            throw new InvalidTranscriptException("The member format must be \"" + FORMAT + "\".");
        }
        var turns = root.path("turns");
        if (!turns.isArray()) {
            throw new InvalidTranscriptException("The member turns must be a list.");
        }
        if (turns.size() > MOST_TURNS) {
            throw new InvalidTranscriptException(
                    "The member turns must have at most " + MOST_TURNS + " turns.");
        }
        var recogniser = string(root, "recogniser", "recogniser", LONGEST_NAME);
        return new Transcript(
                string(root, "id", "id", LONGEST_NAME),
                string(root, "scenario_id", "scenario_id", LONGEST_NAME),
                recogniser == null || recogniser.isBlank() ? GENERIC_RECOGNISER : recogniser,
                bool(root, "spoken"),
                audioQuality(root),
                number(root, "duration_s", "duration_s", 0, 86_400),
                understood(turns(turns), turns));
    }

    /**
     * With what the patient understood of a learner's turn, which is stored with the turn or with
     * the reply to it ({@code matched}); what is in no known form is passed over.
     */
    private List<Turn> understood(List<Turn> turns, JsonNode nodes) {
        var understood = new ArrayList<Turn>();
        for (int i = 0; i < turns.size(); i++) {
            var turn = turns.get(i);
            var matched = matched(nodes.get(i));
            if (matched == null && i + 1 < turns.size() && !turns.get(i + 1).isLearner()) {
                matched = matched(nodes.get(i + 1));
            }
            understood.add(
                    turn.isLearner() && matched != null && matched.turn() == turn.index()
                            ? turn.understood(matched)
                            : turn);
        }
        return understood;
    }

    private @Nullable Matched matched(JsonNode turn) {
        var matched = turn.path("matched");
        if (!matched.path("hits").isArray()) {
            return null;
        }
        try {
            return json.treeToValue(matched, Matched.class);
        } catch (JacksonException e) {
            return null;
        }
    }

    private static List<Turn> turns(JsonNode nodes) {
        var turns = new ArrayList<Turn>();
        var seen = new HashSet<Integer>();
        for (int position = 0; position < nodes.size(); position++) {
            var turn = turn(nodes.get(position), "turns[" + position + "]");
            if (!seen.add(turn.index())) {
                throw new InvalidTranscriptException(
                        "Two turns have the number i = " + turn.index() + ".");
            }
            turns.add(turn);
        }
        return turns;
    }

    private static Turn turn(JsonNode node, String path) {
        if (!node.isObject()) {
            throw new InvalidTranscriptException("The member " + path + " must be an object.");
        }
        var index = node.path("i");
        if (!index.isIntegralNumber() || !index.canConvertToInt() || index.intValue() < 0) {
            throw new InvalidTranscriptException(
                    "The member " + path + ".i must be a whole number from 0.");
        }
        var text = string(node, "text", path + ".text", LONGEST_TEXT);
        if (text == null) {
            throw new InvalidTranscriptException("The member " + path + ".text is missing.");
        }
        var start = number(node, "start", path + ".start", 0, 86_400);
        var end = number(node, "end", path + ".end", 0, 86_400);
        if (start != null && end != null && end < start) {
            throw new InvalidTranscriptException("The turn " + path + " ends before it starts.");
        }
        return new Turn(
                index.intValue(), speaker(node, path), start, end, text, words(node, path, text));
    }

    private static Speaker speaker(JsonNode node, String path) {
        return switch (node.path("speaker").asString("")) {
            case "candidate" -> Speaker.LEARNER;
            case "patient" -> Speaker.PATIENT;
            default ->
                    throw new InvalidTranscriptException(
                            "The member "
                                    + path
                                    + ".speaker must be \"candidate\" or \"patient\".");
        };
    }

    private static List<TimedWord> words(JsonNode turn, String path, String text) {
        var nodes = turn.path("words");
        if (nodes.isMissingNode() || nodes.isNull()) {
            return List.of();
        }
        if (!nodes.isArray()) {
            throw new InvalidTranscriptException("The member " + path + ".words must be a list.");
        }
        var words = new ArrayList<TimedWord>();
        for (int position = 0; position < nodes.size(); position++) {
            words.add(word(nodes.get(position), path + ".words[" + position + "]"));
        }
        requireFit(words, text, path);
        return words;
    }

    private static TimedWord word(JsonNode node, String path) {
        if (!node.isObject()) {
            throw new InvalidTranscriptException("The member " + path + " must be an object.");
        }
        var word = string(node, "w", path + ".w", LONGEST_NAME);
        var start = number(node, "s", path + ".s", 0, 86_400);
        var end = number(node, "e", path + ".e", 0, 86_400);
        if (word == null || start == null || end == null) {
            throw new InvalidTranscriptException(
                    "The member " + path + " must have w, s and e (word, start and end).");
        }
        if (end < start) {
            throw new InvalidTranscriptException("The word " + path + " ends before it starts.");
        }
        return new TimedWord(word, start, end, number(node, "c", path + ".c", 0, 1));
    }

    /** The words must be those of the text: at least four of five, in order. */
    private static void requireFit(List<TimedWord> words, String text, String path) {
        if (words.isEmpty()) {
            return;
        }
        var spoken = text.split("\\s+", -1);
        int next = 0;
        int found = 0;
        for (var word : words) {
            var letters = lettersOf(word.word());
            for (int i = next; i < Math.min(spoken.length, next + 4); i++) {
                if (lettersOf(spoken[i]).equals(letters)) {
                    found++;
                    next = i + 1;
                    break;
                }
            }
        }
        if (found < 0.8 * words.size()) {
            throw new InvalidTranscriptException(
                    "The words of " + path + " are not the words of its text.");
        }
    }

    private static String lettersOf(String word) {
        return word.codePoints()
                .filter(Character::isLetterOrDigit)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .toLowerCase(Locale.ROOT);
    }

    private static AudioQuality audioQuality(JsonNode root) {
        var node = root.path("audio_quality");
        if (node.isMissingNode() || node.isNull()) {
            return AudioQuality.UNKNOWN;
        }
        if (!node.isObject()) {
            throw new InvalidTranscriptException("The member audio_quality must be an object.");
        }
        return new AudioQuality(
                number(node, "snr_db", "audio_quality.snr_db", -200, 200),
                number(node, "clipped_ratio", "audio_quality.clipped_ratio", 0, 1));
    }

    private static @Nullable String string(JsonNode node, String name, String path, int longest) {
        var value = node.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            throw new InvalidTranscriptException("The member " + path + " must be text.");
        }
        if (value.stringValue().length() > longest) {
            throw new InvalidTranscriptException(
                    "The member " + path + " must have at most " + longest + " characters.");
        }
        return value.stringValue();
    }

    private static @Nullable Boolean bool(JsonNode node, String name) {
        var value = node.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isBoolean()) {
            throw new InvalidTranscriptException("The member " + name + " must be true or false.");
        }
        return value.booleanValue();
    }

    private static @Nullable Double number(
            JsonNode node, String name, String path, double from, double to) {
        var value = Optional.of(node.path(name)).filter(n -> !n.isMissingNode() && !n.isNull());
        if (value.isEmpty()) {
            return null;
        }
        if (!value.get().isNumber()) {
            throw new InvalidTranscriptException("The member " + path + " must be a number.");
        }
        double number = value.get().doubleValue();
        if (!(number >= from && number <= to)) {
            throw new InvalidTranscriptException(
                    "The member %s must be between %s and %s."
                            .formatted(path, plain(from), plain(to)));
        }
        return number;
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
}
