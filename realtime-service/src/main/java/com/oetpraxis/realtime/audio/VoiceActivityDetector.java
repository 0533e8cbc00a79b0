package com.oetpraxis.realtime.audio;

/** Tells speech from other sound, one 10 ms frame after the other, for one stream. */
interface VoiceActivityDetector extends AutoCloseable {

    /** Samples a frame at 16 kHz. */
    int FRAME = 160;

    /** Whether the next frame, of exactly {@link #FRAME} samples, is speech. */
    boolean isSpeech(short[] frame);

    @Override
    void close();
}
