package com.oetpraxis.realtime.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** 16-bit little-endian samples of any rate from 8 to 48 kHz. */
final class PcmDecoder implements AudioDecoder {

    private static final int SHORTEST_PER_SECOND = 100; // 10 ms
    private static final int LONGEST_PER_SECOND = 5; // 200 ms

    private final int sampleRate;
    private final Resampler resampler;

    PcmDecoder(int sampleRate) {
        this.sampleRate = sampleRate;
        this.resampler = new Resampler(sampleRate, RATE);
    }

    @Override
    public double durationMs(byte[] frame) throws AudioFault {
        if (frame.length % 2 != 0) {
            throw AudioFault.frame("A frame of pcm_s16le has two bytes a sample.");
        }
        int samples = frame.length / 2;
        if (samples < sampleRate / SHORTEST_PER_SECOND
                || samples > Math.ceilDiv(sampleRate, LONGEST_PER_SECOND)) {
            throw AudioFault.frame("A frame holds 10 to 200 ms of audio.");
        }
        return samples * 1000.0 / sampleRate;
    }

    @Override
    public short[] decode(byte[] frame) {
        short[] samples = new short[frame.length / 2];
        ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
        short[] resampled = resampler.resample(samples);
        Arrays.fill(samples, (short) 0);
        return resampled;
    }

    @Override
    public void clear() {
        resampler.clear();
    }
}
