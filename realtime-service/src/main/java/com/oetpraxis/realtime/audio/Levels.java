package com.oetpraxis.realtime.audio;

/** Loudness in dB relative to full scale. */
final class Levels {

    /** What digital silence counts as. */
    static final double SILENCE_DB = -96;

    private Levels() {}

    static double rmsDb(short[] samples, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += (double) samples[i] * samples[i];
        }
        return powerDb(sum / Math.max(1, to - from) / (32768.0 * 32768.0));
    }

    static double powerDb(double power) {
        return power <= 0 ? SILENCE_DB : Math.max(SILENCE_DB, 10 * Math.log10(power));
    }

    static double power(double db) {
        return Math.pow(10, db / 10);
    }
}
