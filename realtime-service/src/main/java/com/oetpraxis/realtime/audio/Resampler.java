package com.oetpraxis.realtime.audio;

import java.util.Arrays;

/**
 * Changes the rate of one stream by band-limited interpolation (Julius O. Smith, "Digital Audio
 * Resampling"): a Kaiser-windowed sinc that passes up to 90% of the lower Nyquist frequency. Keeps
 * the few milliseconds of input its filter still needs.
 */
final class Resampler {

    private static final int ZERO_CROSSINGS = 32;
    private static final int STEPS = 512;
    private static final double ROLL_OFF = 0.945;
    private static final double KAISER_BETA = 9.0;
    private static final float[] KERNEL = kernel();

    private final int inRate;
    private final int outRate;
    private final double scale;
    private final int reach;
    private short[] held;
    private long heldFrom;
    private long outCount;

    Resampler(int inRate, int outRate) {
        this.inRate = inRate;
        this.outRate = outRate;
        this.scale = Math.min(1.0, (double) outRate / inRate) * ROLL_OFF;
        this.reach = (int) Math.ceil(ZERO_CROSSINGS / scale);
        this.held = new short[reach];
        this.heldFrom = -reach;
    }

    /** Takes the next samples in and gives what can be computed of the output so far. */
    short[] resample(short[] in) {
        if (inRate == outRate) {
            return in.clone();
        }
        short[] window = Arrays.copyOf(held, held.length + in.length);
        System.arraycopy(in, 0, window, held.length, in.length);
        long end = heldFrom + window.length;
        int most = (int) ((long) window.length * outRate / inRate) + 2;
        short[] out = new short[most];
        int count = 0;
        while (true) {
            long centre = Math.floorDiv(outCount * inRate, outRate);
            if (centre + reach + 1 >= end) {
                break;
            }
            double fraction = (double) (outCount * inRate % outRate) / outRate;
            out[count++] = at(window, (int) (centre - heldFrom), fraction);
            outCount++;
        }
        long nextCentre = Math.floorDiv(outCount * inRate, outRate);
        int keepFrom = (int) Math.max(0, nextCentre - reach - heldFrom);
        Arrays.fill(held, (short) 0);
        held = Arrays.copyOfRange(window, keepFrom, window.length);
        heldFrom += keepFrom;
        Arrays.fill(window, (short) 0);
        return Arrays.copyOf(out, count);
    }

    void clear() {
        Arrays.fill(held, (short) 0);
    }

    private short at(short[] window, int centre, double fraction) {
        double sum = 0;
        for (int i = Math.max(0, centre - reach + 1); i <= centre + reach; i++) {
            sum += window[i] * kernelAt(Math.abs(i - centre - fraction) * scale);
        }
        long rounded = Math.round(sum * scale);
        return (short) Math.clamp(rounded, Short.MIN_VALUE, Short.MAX_VALUE);
    }

    private static double kernelAt(double crossings) {
        double position = crossings * STEPS;
        int index = (int) position;
        if (index >= KERNEL.length - 1) {
            return 0;
        }
        double rest = position - index;
        return KERNEL[index] + rest * (KERNEL[index + 1] - KERNEL[index]);
    }

    private static float[] kernel() {
        float[] kernel = new float[ZERO_CROSSINGS * STEPS + 1];
        for (int i = 0; i < kernel.length; i++) {
            double t = (double) i / STEPS;
            double sinc = t == 0 ? 1 : Math.sin(Math.PI * t) / (Math.PI * t);
            double edge = t / ZERO_CROSSINGS;
            double window = bessel(KAISER_BETA * Math.sqrt(1 - edge * edge)) / bessel(KAISER_BETA);
            kernel[i] = (float) (sinc * window);
        }
        return kernel;
    }

    /** The modified Bessel function of order 0. */
    private static double bessel(double x) {
        double sum = 1;
        double term = 1;
        for (int k = 1; term > sum * 1e-12; k++) {
            term *= x / (2 * k) * (x / (2 * k));
            sum += term;
        }
        return sum;
    }
}
