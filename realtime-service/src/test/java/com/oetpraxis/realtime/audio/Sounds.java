package com.oetpraxis.realtime.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;

/** Generated sound for tests; the same every time. */
public final class Sounds {

    private Sounds() {}

    public static short[] silence(int ms, int rate) {
        return new short[rate / 1000 * ms];
    }

    public static short[] tone(double hertz, double amplitude, int ms, int rate) {
        short[] samples = new short[rate / 1000 * ms];
        for (int i = 0; i < samples.length; i++) {
            samples[i] =
                    (short)
                            Math.round(
                                    amplitude * 32767 * Math.sin(2 * Math.PI * hertz * i / rate));
        }
        return samples;
    }

    public static short[] noise(double amplitude, int ms, int rate, long seed) {
        var random = new Random(seed);
        short[] samples = new short[rate / 1000 * ms];
        for (int i = 0; i < samples.length; i++) {
            double value = amplitude * 32767 * random.nextGaussian();
            samples[i] = (short) Math.clamp(Math.round(value), -32768, 32767);
        }
        return samples;
    }

    /**
     * Something like a voice: a glottal pulse train around 120 Hz through three formants, in
     * syllables of about 220 ms.
     */
    public static short[] voice(double amplitude, int ms, int rate) {
        int count = rate / 1000 * ms;
        double[] sound = new double[count];
        double phase = 0;
        for (int i = 0; i < count; i++) {
            double t = (double) i / rate;
            double pitch = 120 + 15 * Math.sin(2 * Math.PI * 2.3 * t);
            phase += pitch / rate;
            if (phase >= 1) {
                phase -= 1;
                sound[i] = 1;
            }
        }
        double[] voiced = new double[count];
        double[][] formants = {{650, 80, 1}, {1200, 100, 0.7}, {2500, 140, 0.4}};
        for (double[] formant : formants) {
            double r = Math.exp(-Math.PI * formant[1] / rate);
            double a = 2 * r * Math.cos(2 * Math.PI * formant[0] / rate);
            double y1 = 0;
            double y2 = 0;
            for (int i = 0; i < count; i++) {
                double y = sound[i] + a * y1 - r * r * y2;
                y2 = y1;
                y1 = y;
                voiced[i] += formant[2] * y;
            }
        }
        double peak = Arrays.stream(voiced).map(Math::abs).max().orElse(1);
        short[] samples = new short[count];
        for (int i = 0; i < count; i++) {
            double t = (double) i / rate;
            double syllable = 0.55 + 0.45 * Math.sin(2 * Math.PI * 4.5 * t);
            samples[i] = (short) Math.round(amplitude * 32767 * syllable * voiced[i] / peak);
        }
        return samples;
    }

    public static short[] join(short[]... parts) {
        int length = Arrays.stream(parts).mapToInt(p -> p.length).sum();
        short[] all = new short[length];
        int at = 0;
        for (short[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    public static short[] mix(short[] a, short[] b) {
        short[] sum = new short[Math.min(a.length, b.length)];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = (short) Math.clamp(a[i] + b[i], -32768, 32767);
        }
        return sum;
    }

    public static byte[] bytes(short[] samples) {
        var buffer = ByteBuffer.allocate(samples.length * 2).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asShortBuffer().put(samples);
        return buffer.array();
    }

    /** The samples as frames of this many milliseconds of PCM. */
    public static byte[][] frames(short[] samples, int ms, int rate) {
        int size = rate / 1000 * ms;
        byte[][] frames = new byte[samples.length / size][];
        for (int i = 0; i < frames.length; i++) {
            frames[i] = bytes(Arrays.copyOfRange(samples, i * size, (i + 1) * size));
        }
        return frames;
    }

    static double rms(short[] samples, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += (double) samples[i] * samples[i];
        }
        return Math.sqrt(sum / (to - from)) / 32767;
    }
}
