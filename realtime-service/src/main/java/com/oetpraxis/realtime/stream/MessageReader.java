package com.oetpraxis.realtime.stream;

import com.oetpraxis.realtime.stream.ClientMessage.Audio;
import com.oetpraxis.realtime.stream.ClientMessage.Format;
import com.oetpraxis.realtime.stream.ClientMessage.SessionStart;
import com.oetpraxis.realtime.turntaking.Opening.Detection;
import com.oetpraxis.realtime.turntaking.Word;
import java.io.Serial;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what clients send; unknown members are ignored. */
final class MessageReader {

    static final int LONGEST_TEXT = 4_000;

    private static final long HIGHEST_SEQ = 1_000_000_000;
    private static final int MOST_WORDS = 2_000;
    private static final int LONGEST_WORD = 200;
    private static final Set<String> PAUSE_REASONS =
            Set.of("tab_hidden", "device_change", "user", "system");

    private final JsonMapper json;

    MessageReader(JsonMapper json) {
        this.json = json;
    }

    /** A message that cannot be taken. */
    static final class Unreadable extends Exception {

        @Serial private static final long serialVersionUID = 1L;

        private final transient StreamError error;
        private final boolean malformed;

        private Unreadable(StreamError error, boolean malformed) {
            super(error.message(), null, false, false);
            this.error = error;
            this.malformed = malformed;
        }

        StreamError error() {
            return error;
        }

        /** Whether it is no JSON object of a known type: the third within a minute closes 4400. */
        boolean isMalformed() {
            return malformed;
        }
    }

    /** A text as long as a turn may be. */
    static String clipped(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
    }

    ClientMessage read(String text) throws Unreadable {
        JsonNode message;
        try {
            message = json.readTree(text);
        } catch (JacksonException e) {
            throw malformed("The message is not JSON.");
        }
        if (message == null || !message.isObject()) {
            throw malformed("A message is a JSON object.");
        }
        JsonNode type = message.path("type");
        return switch (type.isString() ? type.asString() : "") {
            case "session_start" -> sessionStart(message);
            case "audio" -> audio(message);
            case "text" -> text(message);
            case "ping" -> new ClientMessage.Ping(timestamp(message.path("timestamp")));
            case "subscribe" -> subscribe(message);
            case "end_of_turn" -> new ClientMessage.EndOfTurn();
            case "played" -> played(message);
            case "interrupt" ->
                    new ClientMessage.Interrupt(
                            isPresent(message.path("turn")) ? played(message) : null);
            case "pause" -> pause(message);
            case "resume" -> new ClientMessage.Resume();
            case "stop" -> new ClientMessage.Stop(bool(message, "confirm"));
            default ->
                    throw new Unreadable(
                            StreamError.field("type", "is not one of the client's messages"), true);
        };
    }

    private static SessionStart sessionStart(JsonNode message) throws Unreadable {
        JsonNode resume = message.path("resumeFrom");
        Long resumeFrom = null;
        if (isPresent(resume)) {
            if (!resume.isIntegralNumber()
                    || !resume.canConvertToLong()
                    || resume.asLong() < 0
                    || resume.asLong() > HIGHEST_SEQ) {
                throw invalid("resumeFrom", "must be the seq of a message");
            }
            resumeFrom = resume.asLong();
        }
        return new SessionStart(
                format(message.path("audioFormat")),
                resumeFrom,
                detection(message.path("turnDetection")),
                bool(message, "batch"));
    }

    private static @Nullable Format format(JsonNode format) throws Unreadable {
        if (!isPresent(format)) {
            return null;
        }
        if (!format.isObject()) {
            throw invalid("audioFormat", "must be an object");
        }
        JsonNode encoding = format.path("encoding");
        if (!encoding.isString()) {
            throw invalid("audioFormat.encoding", "must be pcm_s16le or opus");
        }
        JsonNode rate = format.path("sampleRate");
        if (!rate.canConvertToInt() || !rate.isIntegralNumber()) {
            throw invalid("audioFormat.sampleRate", "must be a whole number of Hz");
        }
        JsonNode channels = format.path("channels");
        if (isPresent(channels) && !(channels.isIntegralNumber() && channels.canConvertToInt())) {
            throw invalid("audioFormat.channels", "must be 1");
        }
        return new Format(
                encoding.asString(), rate.asInt(), isPresent(channels) ? channels.asInt() : 1);
    }

    private static Detection detection(JsonNode value) throws Unreadable {
        if (!isPresent(value)) {
            return Detection.AUTO;
        }
        return switch (value.isString() ? value.asString() : "") {
            case "auto" -> Detection.AUTO;
            case "manual" -> Detection.MANUAL;
            default -> throw invalid("turnDetection", "must be auto or manual");
        };
    }

    private static ClientMessage.Played played(JsonNode message) throws Unreadable {
        return new ClientMessage.Played(
                integer(message, "turn", 1, Integer.MAX_VALUE),
                integer(message, "sequence", 0, Integer.MAX_VALUE),
                integer(message, "offsetMs", 0, Integer.MAX_VALUE));
    }

    private static Audio audio(JsonNode message) throws Unreadable {
        JsonNode data = message.path("data");
        if (!data.isString()) {
            throw invalid("data", "must be base64");
        }
        JsonNode encoding = message.path("encoding");
        if (isPresent(encoding) && !encoding.isString()) {
            throw invalid("encoding", "must be the declared one");
        }
        JsonNode rate = message.path("sampleRate");
        if (isPresent(rate) && !(rate.isIntegralNumber() && rate.canConvertToInt())) {
            throw invalid("sampleRate", "must be the declared one");
        }
        JsonNode sequence = message.path("sequence");
        if (isPresent(sequence)
                && !(sequence.isIntegralNumber()
                        && sequence.canConvertToInt()
                        && sequence.asInt() >= 0)) {
            throw invalid("sequence", "must be a whole number of at least 0");
        }
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(data.asString());
        } catch (IllegalArgumentException e) {
            throw new Unreadable(StreamError.of("AUDIO002", "data is not base64."), false);
        }
        return new Audio(
                bytes,
                bool(message, "final"),
                isPresent(encoding) ? encoding.asString() : null,
                isPresent(rate) ? rate.asInt() : null,
                isPresent(sequence) ? sequence.asLong() : null);
    }

    private static ClientMessage.Text text(JsonNode message) throws Unreadable {
        JsonNode value = message.path("text");
        if (!value.isString()) {
            throw invalid("text", "must be a string");
        }
        String text = clean(value.asString());
        if (text.isBlank()) {
            throw invalid("text", "must not be blank");
        }
        if (text.length() > LONGEST_TEXT) {
            throw invalid("text", "must have at most 4000 characters");
        }
        return new ClientMessage.Text(text, words(message.path("words")));
    }

    private static List<Word> words(JsonNode words) throws Unreadable {
        if (!isPresent(words)) {
            return List.of();
        }
        if (!words.isArray() || words.size() > MOST_WORDS) {
            throw invalid("words", "must be a list of at most 2000 words");
        }
        var read = new ArrayList<Word>(words.size());
        double previous = 0;
        for (JsonNode word : words) {
            String text = clean(word.path("word").asString(""));
            JsonNode start = word.path("start");
            JsonNode end = word.path("end");
            JsonNode confidence = word.path("confidence");
            if (!word.path("word").isString()
                    || text.isBlank()
                    || text.length() > LONGEST_WORD
                    || !start.isNumber()
                    || !end.isNumber()) {
                throw invalid("words", "must each have word, start and end");
            }
            if (start.asDouble() < previous
                    || end.asDouble() < start.asDouble()
                    || end.asDouble() > 86_400) {
                throw invalid("words", "must be in order, in seconds");
            }
            if (isPresent(confidence)
                    && !(confidence.isNumber()
                            && confidence.asDouble() >= 0
                            && confidence.asDouble() <= 1)) {
                throw invalid("words", "must have a confidence of 0 to 1");
            }
            previous = start.asDouble();
            read.add(
                    new Word(
                            text,
                            start.asDouble(),
                            end.asDouble(),
                            isPresent(confidence) ? confidence.asDouble() : null,
                            "client"));
        }
        return List.copyOf(read);
    }

    private static ClientMessage.Subscribe subscribe(JsonNode message) throws Unreadable {
        JsonNode events = message.path("events");
        if (!events.isArray()) {
            throw invalid("events", "must be a list of the server's messages");
        }
        var names = new LinkedHashSet<String>();
        for (JsonNode event : events) {
            if (!event.isString() || !ServerMessage.TYPES.contains(event.asString())) {
                throw invalid("events", "must be a list of the server's messages");
            }
            names.add(event.asString());
        }
        return new ClientMessage.Subscribe(Set.copyOf(names));
    }

    private static ClientMessage.Pause pause(JsonNode message) throws Unreadable {
        JsonNode reason = message.path("reason");
        if (!isPresent(reason)) {
            return new ClientMessage.Pause("user");
        }
        if (!reason.isString() || !PAUSE_REASONS.contains(reason.asString())) {
            throw invalid("reason", "must be tab_hidden, device_change, user or system");
        }
        return new ClientMessage.Pause(reason.asString());
    }

    private static @Nullable Object timestamp(JsonNode value) {
        if (value.isNumber()) {
            return value.numberValue();
        }
        return value.isString() && value.asString().length() <= 64 ? value.asString() : null;
    }

    private static boolean bool(JsonNode message, String member) throws Unreadable {
        JsonNode value = message.path(member);
        if (!isPresent(value)) {
            return false;
        }
        if (!value.isBoolean()) {
            throw invalid(member, "must be true or false");
        }
        return value.asBoolean();
    }

    private static int integer(JsonNode message, String member, int least, int most)
            throws Unreadable {
        JsonNode value = message.path(member);
        if (!value.isIntegralNumber()
                || !value.canConvertToInt()
                || value.asInt() < least
                || value.asInt() > most) {
            throw invalid(member, "must be a whole number of at least " + least);
        }
        return value.asInt();
    }

    private static boolean isPresent(JsonNode value) {
        return !value.isMissingNode() && !value.isNull();
    }

    /** Control characters and halves of characters become what every store and font can hold. */
    private static String clean(String text) {
        var clean = new StringBuilder(text.length());
        text.codePoints()
                .forEach(c -> {
                    if (Character.getType(c) == Character.SURROGATE) {
                        clean.append('\uFFFD');
                    } else if (Character.isISOControl(c) && c != '\n' && c != '\t') {
                        clean.append(' ');
                    } else {
                        clean.appendCodePoint(c);
                    }
                });
        return clean.toString();
    }

    private static Unreadable malformed(String message) {
        return new Unreadable(StreamError.of(StreamError.VALIDATION, message), true);
    }

    private static Unreadable invalid(String field, String message) {
        return new Unreadable(StreamError.field(field, message), false);
    }
}
