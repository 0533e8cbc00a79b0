package com.oetpraxis.realtime.patient;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Puts the patient's sentences together: {@code speech} announces one, frames of sound follow
 * (kind, flags, turn as 32 bits, 16-bit little-endian samples; bit 0 of the flags: last of the
 * sentence, bit 1: last of the line). One thread at a time.
 */
final class SpeechAssembly {

    private static final byte SPEECH = 2;
    private static final int HEADER = 6;
    private static final int LONGEST_SAMPLES = 48_000 * 60;

    private @Nullable JsonNode announced;
    private short[] sound = new short[0];
    private int filled;

    /** A whole sentence; the sound is the taker's. */
    static final class Sentence {
        final int turn;
        final int number;
        final String text;
        final short[] sound;
        final boolean last;

        Sentence(int turn, int number, String text, short[] sound, boolean last) {
            this.turn = turn;
            this.number = number;
            this.text = text;
            this.sound = sound;
            this.last = last;
        }
    }

    synchronized void begin(JsonNode message) {
        clear();
        announced = message;
        sound = new short[Math.clamp(message.path("samples").asInt(0), 0, LONGEST_SAMPLES)];
    }

    /** Takes a frame in and erases it; the sentence, once it is whole. */
    synchronized @Nullable Sentence take(byte[] frame) {
        JsonNode sentence = announced;
        var buffer = ByteBuffer.wrap(frame);
        if (frame.length < HEADER || buffer.get() != SPEECH || sentence == null) {
            Arrays.fill(frame, (byte) 0);
            return null;
        }
        int flags = buffer.get();
        int turn = buffer.getInt();
        int samples = (frame.length - HEADER) / 2;
        if (turn == sentence.path("turn").asInt(0)) {
            if (filled + samples > sound.length) {
                short[] longer = Arrays.copyOf(sound, filled + samples);
                Arrays.fill(sound, (short) 0);
                sound = longer;
            }
            buffer.order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(sound, filled, samples);
            filled += samples;
        }
        Arrays.fill(frame, (byte) 0);
        if ((flags & 1) == 0) {
            return null;
        }
        var whole =
                new Sentence(
                        turn,
                        sentence.path("sentence").asInt(0),
                        sentence.path("text").asString(""),
                        Arrays.copyOf(sound, filled),
                        (flags & 2) != 0);
        clear();
        return whole;
    }

    synchronized void clear() {
        Arrays.fill(sound, (short) 0);
        sound = new short[0];
        filled = 0;
        announced = null;
    }
}
