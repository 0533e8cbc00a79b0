package com.oetpraxis.ai.live;

import com.oetpraxis.ai.speech.Recogniser;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Changes what a voice speaks into what a recogniser hears. */
final class Sound {

    private static final int QUIET = Recogniser.SAMPLE_RATE * 3 / 10;
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

    /** With the quiet before and after it that comes with a learner's speech. */
    static float[] padded(float[] sound) {
        var padded = new float[sound.length + 2 * QUIET];
        System.arraycopy(sound, 0, padded, QUIET, sound.length);
        return padded;
    }

    /** From -1 to 1. */
    static float[] floats(short[] samples) {
        return new SoundFrame(true, 0, 0, samples).floats();
    }

    /** Cut in the quietest places, five to nine and a half seconds apart. */
    static List<float[]> stretches(float[] sound) {
        var stretches = new ArrayList<float[]>();
        int second = Recogniser.SAMPLE_RATE;
        int at = 0;
        while (at < sound.length) {
            int end = Math.min(sound.length, at + 19 * second / 2);
            if (end < sound.length) {
                double quietest = Double.MAX_VALUE;
                int window = second / 5;
                for (int i = at + 5 * second;
                        i < at + 19 * second / 2 - window;
                        i += second / 100) {
                    double energy = 0;
                    for (int k = i; k < i + window; k++) {
                        energy += sound[k] * sound[k];
                    }
                    if (energy < quietest) {
                        quietest = energy;
                        end = i + window / 2;
                    }
                }
            }
            stretches.add(Arrays.copyOfRange(sound, at, end));
            at = end;
        }
        return stretches;
    }
}
