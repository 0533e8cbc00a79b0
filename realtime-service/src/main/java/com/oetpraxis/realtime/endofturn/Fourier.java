package com.oetpraxis.realtime.endofturn;

/** A discrete Fourier transform of one fixed length, by its prime factors. */
final class Fourier {

    final double[] real;
    final double[] imaginary;
    private final int size;
    private final double[] cosines;
    private final double[] sines;
    private final double[] partReal;
    private final double[] partImaginary;

    Fourier(int size) {
        this.size = size;
        real = new double[size];
        imaginary = new double[size];
        cosines = new double[size];
        sines = new double[size];
        partReal = new double[size];
        partImaginary = new double[size];
        for (int i = 0; i < size; i++) {
            cosines[i] = Math.cos(2 * Math.PI * i / size);
            sines[i] = -Math.sin(2 * Math.PI * i / size);
        }
    }

    /** The transform of the input, in {@link #real} and {@link #imaginary}. */
    void transform(double[] inReal, double[] inImaginary) {
        transform(inReal, inImaginary, 0, 1, 0, size);
    }

    private void transform(
            double[] inReal, double[] inImaginary, int from, int stride, int to, int length) {
        if (length == 1) {
            real[to] = inReal[from];
            imaginary[to] = inImaginary[from];
            return;
        }
        int factor = smallestFactor(length);
        int part = length / factor;
        for (int r = 0; r < factor; r++) {
            transform(inReal, inImaginary, from + r * stride, stride * factor, to + r * part, part);
        }
        int step = size / length;
        for (int k = 0; k < part; k++) {
            for (int r = 0; r < factor; r++) {
                int turn = step * r * k % size;
                double x = real[to + r * part + k];
                double y = imaginary[to + r * part + k];
                partReal[r] = x * cosines[turn] - y * sines[turn];
                partImaginary[r] = x * sines[turn] + y * cosines[turn];
            }
            for (int q = 0; q < factor; q++) {
                double x = 0;
                double y = 0;
                for (int r = 0; r < factor; r++) {
                    int turn = size / factor * (q * r % factor);
                    x += partReal[r] * cosines[turn] - partImaginary[r] * sines[turn];
                    y += partReal[r] * sines[turn] + partImaginary[r] * cosines[turn];
                }
                real[to + q * part + k] = x;
                imaginary[to + q * part + k] = y;
            }
        }
    }

    private static int smallestFactor(int number) {
        for (int factor = 2; factor * factor <= number; factor++) {
            if (number % factor == 0) {
                return factor;
            }
        }
        return number;
    }
}
