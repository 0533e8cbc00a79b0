package com.oetpraxis.realtime.endofturn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class EndOfTurnDetectorTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<Double> answers = new CopyOnWriteArrayList<>();

    @Test
    void answersAndErasesWhatItWasAsked() {
        try (var detector = new EndOfTurnDetector(samples -> samples[0] / 100.0, meters)) {
            short[] samples = {70, 1};
            detector.ask(samples, answers::add);

            await().untilAsserted(() -> assertThat(answers).containsExactly(0.7));
            assertThat(samples).containsOnly(0);
            assertThat(meters.get("realtime.end-of-turn.answer").timer().count()).isEqualTo(1);
        }
    }

    @Test
    void doesNotAskWhatWouldWaitTooLong() {
        var busy = new CountDownLatch(1);
        EndOfTurnModel slow =
                _ -> {
                    try {
                        busy.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return 0.5;
                };
        try (var detector = new EndOfTurnDetector(slow, meters)) {
            int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
            for (int i = 0; i < threads + 8; i++) {
                detector.ask(new short[1], answers::add);
            }
            short[] tooMany = {5};
            detector.ask(tooMany, answers::add);

            assertThat(tooMany).containsOnly(0);
            assertThat(meters.counter("realtime.end-of-turn.unasked").count()).isEqualTo(1);
            busy.countDown();
            await().untilAsserted(() -> assertThat(answers).hasSize(threads + 8));
        }
    }

    @Test
    void goesOnAfterAFailure() {
        EndOfTurnModel failing =
                samples -> {
                    if (samples[0] == 0) {
                        throw new IllegalStateException("no");
                    }
                    return 1;
                };
        try (var detector = new EndOfTurnDetector(failing, meters)) {
            detector.ask(new short[] {0}, answers::add);
            detector.ask(new short[] {1}, answers::add);

            await().untilAsserted(() -> assertThat(answers).containsExactly(1.0));
        }
    }

    @Test
    void answersNothingWithoutAModel() {
        try (var detector = new EndOfTurnDetector(null, meters)) {
            short[] samples = {3};
            detector.ask(samples, answers::add);

            assertThat(detector.isActive()).isFalse();
            assertThat(samples).containsOnly(0);
            assertThat(answers).isEmpty();
        }
    }
}
