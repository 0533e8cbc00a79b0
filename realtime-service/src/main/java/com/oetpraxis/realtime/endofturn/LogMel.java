package com.oetpraxis.realtime.endofturn;

import java.util.Arrays;

/**
 * The features Smart Turn listens by, those of Whisper: 80 bands of the mel scale (Slaney's) for
 * each 10 ms of 8 s, as logarithms within 8 decades of the loudest, about -1 to 1. The sound is
 * padded with silence in front and normalised to mean 0 and variance 1 before.
 */
final class LogMel {

    static final int BANDS = 80;
    static final int FRAMES = 800;

    private static final int RATE = 16_000;
    private static final int SIZE = 400;
    private static final int HOP = 160;
    private static final int BINS = SIZE / 2 + 1;
    private static final double FLOOR = 1e-10;
    private static final double EPSILON = 1e-7;
    private static final double[] WINDOW = window();
    private static final float[][] FILTERS = filters();
    private static final int[][] REACH = reach();

    private LogMel() {}

    /** Band by band, {@link #FRAMES} values each. */
    static float[] of(short[] samples) {
        float[] sound = normalised(samples);
        float[] logs = new float[BANDS * FRAMES];
        double[] real = new double[SIZE];
        double[] imaginary = new double[SIZE];
        var fourier = new Fourier(SIZE);
        double[] first = new double[BINS];
        double[] second = new double[BINS];
        float loudest = Float.NEGATIVE_INFINITY;
        for (int frame = 0; frame < FRAMES; frame += 2) {
            // two real frames in one complex transform
            cut(sound, frame, real);
            cut(sound, frame + 1, imaginary);
            fourier.transform(real, imaginary);
            for (int bin = 0; bin < BINS; bin++) {
                int mirror = (SIZE - bin) % SIZE;
                double a = (fourier.real[bin] + fourier.real[mirror]) / 2;
                double b = (fourier.imaginary[bin] - fourier.imaginary[mirror]) / 2;
                double c = (fourier.imaginary[bin] + fourier.imaginary[mirror]) / 2;
                double d = (fourier.real[mirror] - fourier.real[bin]) / 2;
                first[bin] = a * a + b * b;
                second[bin] = c * c + d * d;
            }
            loudest = Math.max(loudest, bands(first, frame, logs));
            loudest = Math.max(loudest, bands(second, frame + 1, logs));
        }
        Arrays.fill(sound, 0);
        for (int i = 0; i < logs.length; i++) {
            logs[i] = (Math.max(logs[i], loudest - 8) + 4) / 4;
        }
        return logs;
    }

    private static float[] normalised(short[] samples) {
        float[] sound = new float[EndOfTurnModel.SAMPLES];
        int used = Math.min(samples.length, sound.length);
        double sum = 0;
        for (int i = 0; i < used; i++) {
            float value = samples[samples.length - used + i] / 32768f;
            sound[sound.length - used + i] = value;
            sum += value;
        }
        double mean = sum / sound.length;
        double squares = 0;
        for (float value : sound) {
            squares += (value - mean) * (value - mean);
        }
        double deviation = Math.sqrt(squares / sound.length + EPSILON);
        for (int i = 0; i < sound.length; i++) {
            sound[i] = (float) ((sound[i] - mean) / deviation);
        }
        return sound;
    }

    /** 25 ms around the frame's centre, mirrored at both ends of the sound. */
    private static void cut(float[] sound, int frame, double[] into) {
        int from = frame * HOP - SIZE / 2;
        for (int i = 0; i < SIZE; i++) {
            int at = Math.abs(from + i);
            if (at >= sound.length) {
                at = 2 * (sound.length - 1) - at;
            }
            into[i] = sound[at] * WINDOW[i];
        }
    }

    private static float bands(double[] power, int frame, float[] logs) {
        float loudest = Float.NEGATIVE_INFINITY;
        for (int band = 0; band < BANDS; band++) {
            double sum = 0;
            float[] filter = FILTERS[band];
            for (int bin = REACH[band][0]; bin < REACH[band][1]; bin++) {
                sum += filter[bin] * power[bin];
            }
            float value = (float) Math.log10(Math.max(FLOOR, sum));
            logs[band * FRAMES + frame] = value;
            loudest = Math.max(loudest, value);
        }
        return loudest;
    }

    private static double[] window() {
        double[] window = new double[SIZE];
        for (int i = 0; i < SIZE; i++) {
            window[i] = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / SIZE);
        }
        return window;
    }

    private static float[][] filters() {
        double[] edges = new double[BANDS + 2];
        double highest = mel(RATE / 2.0);
        for (int i = 0; i < edges.length; i++) {
            edges[i] = hertz(highest * i / (edges.length - 1));
        }
        float[][] filters = new float[BANDS][BINS];
        for (int band = 0; band < BANDS; band++) {
            double area = 2 / (edges[band + 2] - edges[band]);
            for (int bin = 0; bin < BINS; bin++) {
                double frequency = bin * (RATE / 2.0) / (BINS - 1);
                double up = (frequency - edges[band]) / (edges[band + 1] - edges[band]);
                double down = (edges[band + 2] - frequency) / (edges[band + 2] - edges[band + 1]);
                filters[band][bin] = (float) (Math.max(0, Math.min(up, down)) * area);
            }
        }
        return filters;
    }

    private static int[][] reach() {
        int[][] reach = new int[BANDS][2];
        for (int band = 0; band < BANDS; band++) {
            int from = 0;
            while (from < BINS && FILTERS[band][from] == 0) {
                from++;
            }
            int to = BINS;
            while (to > from && FILTERS[band][to - 1] == 0) {
                to--;
            }
            reach[band][0] = from;
            reach[band][1] = to;
        }
        return reach;
    }

    private static double mel(double hertz) {
        return hertz < 1000 ? 3 * hertz / 200 : 15 + Math.log(hertz / 1000) * 27 / Math.log(6.4);
    }

    private static double hertz(double mel) {
        return mel < 15 ? 200 * mel / 3 : 1000 * Math.exp((mel - 15) * Math.log(6.4) / 27);
    }
}
