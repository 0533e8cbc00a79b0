package com.oetpraxis.realtime.audio;

import io.github.jaredmdobson.concentus.OpusDecoder;
import io.github.jaredmdobson.concentus.OpusException;
import io.github.jaredmdobson.concentus.OpusPacketInfo;
import java.util.Arrays;

/**
 * Opus packets. They are decoded at Opus's own 48 kHz and brought to 16 kHz by our resampler: asked
 * for 16 kHz, the decoder (concentus 1.0.2) gives silence for hybrid packets, which is what
 * browsers send.
 */
final class OpusAudioDecoder implements AudioDecoder {

    private static final int OPUS_RATE = 48_000;
    private static final double SHORTEST_MS = 10;
    private static final double LONGEST_MS = 120;

    private final OpusDecoder decoder;
    private final short[] samples = new short[(int) (OPUS_RATE * LONGEST_MS / 1000)];
    private final Resampler resampler = new Resampler(OPUS_RATE, RATE);

    OpusAudioDecoder() {
        try {
            decoder = new OpusDecoder(OPUS_RATE, 1);
        } catch (OpusException e) {
            throw new IllegalStateException("the Opus decoder does not take 48 kHz mono", e);
        }
    }

    @Override
    public double durationMs(byte[] frame) throws AudioFault {
        if (frame.length == 0) {
            throw AudioFault.frame("An Opus packet is empty.");
        }
        int count = OpusPacketInfo.getNumSamples(frame, 0, frame.length, OPUS_RATE);
        double ms = count * 1000.0 / OPUS_RATE;
        if (count <= 0 || ms < SHORTEST_MS || ms > LONGEST_MS) {
            throw AudioFault.frame(
                    "A frame holds 10 to 200 ms of audio, an Opus packet up to 120.");
        }
        return ms;
    }

    @Override
    public short[] decode(byte[] frame) throws AudioFault {
        try {
            int count = decoder.decode(frame, 0, frame.length, samples, 0, samples.length, false);
            return resampler.resample(Arrays.copyOf(samples, count));
        } catch (OpusException | RuntimeException e) { // a broken packet may throw anything
            throw AudioFault.frame("The Opus packet cannot be decoded.");
        } finally {
            Arrays.fill(samples, (short) 0);
        }
    }

    @Override
    public void clear() {
        decoder.resetState();
        resampler.clear();
    }
}
