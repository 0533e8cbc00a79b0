package com.oetpraxis.ai.live;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A stretch of the learner's speech as it comes in: a byte 1, flags (bit 0: the stretch is over),
 * the number of the stretch and of the utterance (int32, big-endian), then PCM s16le, mono, 16 kHz.
 */
final class SoundFrame {

    /** The kind of frame that carries the patient's speech. */
    private static final byte SPEECH = 2;

    private static final byte RECOGNISE = 1;
    private static final int HEADER = 10;
    private static final int SPEECH_HEADER = 6;

    /** 11 s, a little more than a stretch and its lead may be. */
    static final int MOST_BYTES = HEADER + 11 * 16_000 * Short.BYTES;

    private final boolean complete;
    private final int stretch;
    private final int utterance;
    private final short[] samples;

    SoundFrame(boolean complete, int stretch, int utterance, short[] samples) {
        this.complete = complete;
        this.stretch = stretch;
        this.utterance = utterance;
        this.samples = samples;
    }

    /** Whether the stretch is over; otherwise this is an interim look at it. */
    boolean complete() {
        return complete;
    }

    int stretch() {
        return stretch;
    }

    int utterance() {
        return utterance;
    }

    /**
     * Reads a frame.
     *
     * @throws IllegalArgumentException if it is none
     */
    static SoundFrame read(ByteBuffer frame) {
        int bytes = frame.remaining();
        if (bytes < HEADER || bytes > MOST_BYTES || bytes % 2 != 0 || frame.get() != RECOGNISE) {
            throw new IllegalArgumentException("frame");
        }
        frame.order(ByteOrder.BIG_ENDIAN);
        boolean complete = (frame.get() & 1) != 0;
        int stretch = frame.getInt();
        int utterance = frame.getInt();
        var samples = new short[(bytes - HEADER) / 2];
        frame.order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
        return new SoundFrame(complete, stretch, utterance, samples);
    }

    /**
     * A piece of the patient's speech as it goes out: a byte 2, flags (bit 0: last of the sentence,
     * bit 1: last of the turn), the turn (int32, big-endian), then PCM s16le.
     */
    static ByteBuffer speech(
            int turn, short[] samples, int from, int to, boolean endsSentence, boolean endsTurn) {
        var frame = ByteBuffer.allocate(SPEECH_HEADER + (to - from) * Short.BYTES);
        frame.put(SPEECH).put((byte) ((endsSentence ? 1 : 0) | (endsTurn ? 2 : 0))).putInt(turn);
        frame.order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().put(samples, from, to - from);
        return frame.rewind();
    }

    /** The samples as numbers from -1 to 1. */
    float[] floats() {
        var floats = new float[samples.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = samples[i] / 32_768f;
        }
        return floats;
    }

    void erase() {
        Arrays.fill(samples, (short) 0);
    }
}
