package com.oetpraxis.realtime.patient;

import com.oetpraxis.realtime.recognition.Transcript;
import com.oetpraxis.realtime.turntaking.Word;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The learner's speech as it travels to ai-service, and the words that come back. */
final class SpeechFrames {

    private static final byte RECOGNISE = 1;
    private static final int HEADER = 10;

    private SpeechFrames() {}

    /**
     * A question: kind, flags (bit 0: final), stretch and utterance as 32 bits each, then 16-bit
     * little-endian samples. The given samples are erased.
     */
    static byte[] question(int utterance, int stretch, boolean isFinal, short[] samples) {
        var frame = ByteBuffer.allocate(HEADER + 2 * samples.length);
        frame.put(RECOGNISE).put((byte) (isFinal ? 1 : 0)).putInt(stretch).putInt(utterance);
        frame.order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().put(samples);
        Arrays.fill(samples, (short) 0);
        return frame.array();
    }

    static Transcript transcript(JsonNode message) {
        JsonNode confidence = message.path("confidence");
        JsonNode stages = message.path("stageMs");
        return new Transcript(
                message.path("utterance").asInt(0),
                message.path("stretch").asInt(0),
                message.path("final").asBoolean(false),
                message.path("text").asString(""),
                number(confidence),
                words(message.path("words")),
                number(stages.path("queue")),
                number(stages.path("recogniser")));
    }

    private static List<Word> words(JsonNode words) {
        var read = new ArrayList<Word>(words.size());
        for (JsonNode word : words) {
            double start = word.path("start").asDouble(0);
            read.add(
                    new Word(
                            word.path("word").asString(""),
                            start,
                            Math.max(start, word.path("end").asDouble(start)),
                            number(word.path("confidence")),
                            word.path("source").asString("estimated")));
        }
        return List.copyOf(read);
    }

    private static @Nullable Double number(JsonNode value) {
        return value.isNumber() ? value.asDouble() : null;
    }
}
