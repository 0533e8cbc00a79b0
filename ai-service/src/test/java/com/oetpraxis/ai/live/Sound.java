package com.oetpraxis.ai.live;

import com.oetpraxis.ai.speech.Recogniser;

/** Changes what a voice speaks into what a recogniser hears. */
final class Sound {

    private static final int TAPS = 24;
    private static final double PASS = 0.94;

    private Sound() {}

    /** At 16 kHz, by a windowed sinc. */
    static short[] resampled(short[] samples, int rate) {
        if (rate == Recogniser.SAMPLE_RATE) {
            return samples;
        }
        double ratio = rate / (double) Recogniser.SAMPLE_RATE;
        double cut = Math.min(1, 1 / ratio) * PASS;
        var result = new short[(int) (samples.length / ratio)];
        for (int i = 0; i < result.length; i++) {
            double centre = i * ratio;
            double sum = 0;
            int from = Math.max(0, (int) centre - TAPS);
            int to = Math.min(samples.length - 1, (int) centre + TAPS);
            for (int k = from; k <= to; k++) {
                double x = (k - centre) * cut;
                double sinc = Math.abs(x) < 1e-9 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
                double window = 0.5 + 0.5 * Math.cos(Math.PI * (k - centre) / (TAPS + 1));
                sum += samples[k] * sinc * window * cut;
            }
            result[i] = (short) Math.clamp(Math.round(sum), Short.MIN_VALUE, Short.MAX_VALUE);
        }
        return result;
    }

    /** From -1 to 1. */
    static float[] floats(short[] samples) {
        return new SoundFrame(true, 0, 0, samples).floats();
    }
}
