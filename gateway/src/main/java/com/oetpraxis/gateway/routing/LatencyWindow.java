package com.oetpraxis.gateway.routing;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/** The last 100 calls of one service, in memory (catalogue ch. 21). */
final class LatencyWindow {

    private static final int SAMPLES = 100;

    /** Microseconds; negative where the call failed; 0 where there was none yet. */
    private final AtomicLongArray samples = new AtomicLongArray(SAMPLES);

    private final AtomicLong written = new AtomicLong();

    void add(long nanos, boolean failed) {
        var micros = Math.max(1, nanos / 1_000);
        var index = (int) (written.getAndIncrement() % SAMPLES);
        samples.lazySet(index, failed ? -micros : micros);
    }

    UpstreamFigures.Latency latency() {
        var known = new double[SAMPLES];
        var count = 0;
        for (var i = 0; i < SAMPLES; i++) {
            var sample = samples.get(i);
            if (sample != 0) {
                known[count++] = Math.abs(sample) / 1_000.0;
            }
        }
        if (count == 0) {
            return UpstreamFigures.Latency.NONE;
        }
        var sorted = Arrays.copyOf(known, count);
        Arrays.sort(sorted);
        return new UpstreamFigures.Latency(
                count,
                Arrays.stream(sorted).average().orElse(0),
                sorted[0],
                sorted[count - 1],
                sorted[(int) Math.ceil(count * 0.95) - 1]);
    }

    /** Share of the calls that failed, 0 to 1. */
    double errorRate() {
        var count = 0;
        var failed = 0;
        for (var i = 0; i < SAMPLES; i++) {
            var sample = samples.get(i);
            if (sample != 0) {
                count++;
                failed += sample < 0 ? 1 : 0;
            }
        }
        return count == 0 ? 0 : (double) failed / count;
    }
}
