package com.oetpraxis.ai.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.oetpraxis.ai.speech.Cancellation;
import com.oetpraxis.ai.speech.Gender;
import com.oetpraxis.ai.speech.Speaker;
import com.oetpraxis.ai.speech.SpeechException;
import com.oetpraxis.ai.speech.Workers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SpeakingTest {

    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final SlowSpeaker speaker = new SlowSpeaker();
    private final Workers workers = new Workers("slow", 1, 64, new SimpleMeterRegistry());
    private final ExecutorService line = Executors.newSingleThreadExecutor();
    private final Speaking speaking = new Speaking(speaker, workers, line, new Recorder());

    @AfterEach
    void close() {
        speaker.go.release(1000);
        workers.close();
        line.shutdownNow();
    }

    @Test
    void speaksSentenceBySentenceInFramesOfATenthOfASecond() throws InterruptedException {
        speaker.go.release(2);
        line.execute(() -> speaking.speak(4, List.of("Yes.", "It hurts."), 1));

        assertThat(List.of(next(), next(), next(), next()))
                .containsExactly(
                        "sentence 4.0 Yes. 250+160", "frame 100", "frame 100", "frame 100");
        assertThat(List.of(next(), next())).containsExactly("frame 100", "frame 10 end");
        assertThat(List.of(next(), next(), next(), next()))
                .containsExactly(
                        "sentence 4.1 It hurts. 250+0",
                        "frame 100",
                        "frame 100",
                        "frame 50 end last");
    }

    @Test
    void usesWhatWasMadeAhead() throws InterruptedException {
        line.execute(() -> speaking.prepare("Yes.", 1));
        speaker.begun();
        speaker.go.release();
        line.execute(() -> speaking.speak(4, List.of("Yes."), 1));

        assertThat(next()).startsWith("sentence 4.0 Yes.");
        assertThat(speaker.begun.availablePermits()).isZero();
    }

    @Test
    void throwsAwayWhatWasMadeAheadForSomethingElse() throws InterruptedException {
        line.execute(() -> speaking.prepare("No.", 1));
        speaker.begun();
        line.execute(() -> speaking.speak(4, List.of("Yes."), 1));

        assertThat(speaker.stopped.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        speaker.go.release();
        assertThat(next()).startsWith("sentence 4.0 Yes.");
    }

    @Test
    void makesNothingAudibleByPreparing() throws Exception {
        speaker.go.release();
        line.execute(() -> speaking.prepare("No.", 1));
        speaker.begun();
        line.execute(speaking::forget);

        line.submit(() -> {}).get(10, TimeUnit.SECONDS);
        assertThat(events).isEmpty();
    }

    @Test
    void stopsWhileASentenceWaitsForAThread() throws Exception {
        workers.submit(Workers.Urgency.NOW, waited -> speaker.speak("x", 1, new Cancellation()));
        speaker.begun();
        line.submit(() -> speaking.speak(4, List.of("Yes."), 1)).get(10, TimeUnit.SECONDS);

        speaking.stop(4);

        assertThat(workers.waiting()).isZero();
        assertThat(events).isEmpty();
    }

    @Test
    void stopsWhileASentenceIsMade() throws InterruptedException {
        line.execute(() -> speaking.speak(4, List.of("Yes.", "It hurts."), 1));
        speaker.begun();

        speaking.stop(4);

        assertThat(speaker.stopped.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        assertThat(events).isEmpty();
    }

    @Test
    void stopsWhileASentenceIsSent() throws Exception {
        speaker.go.release(1);
        stopAt = 4;
        line.execute(() -> speaking.speak(4, List.of("Yes.", "It hurts."), 1));

        assertThat(List.of(next(), next()))
                .containsExactly("sentence 4.0 Yes. 250+160", "frame 100");
        line.submit(() -> {}).get(10, TimeUnit.SECONDS);
        speaker.go.release(10);
        workers.submit(Workers.Urgency.AHEAD, waited -> events.add("idle"));
        assertThat(next()).isEqualTo("idle");
        line.submit(() -> {}).get(10, TimeUnit.SECONDS);
        assertThat(events).isEmpty();
    }

    @Test
    void isNotStoppedByWordOfAnotherTurn() throws InterruptedException {
        line.execute(() -> speaking.speak(4, List.of("Yes."), 1));
        speaker.begun();

        speaking.stop(2);
        speaker.go.release();

        assertThat(next()).startsWith("sentence 4.0");
    }

    @Test
    void saysThatAVoiceFailed() throws InterruptedException {
        speaker.fails = true;
        speaker.go.release();
        line.execute(() -> speaking.speak(4, List.of("Yes.", "It hurts."), 1));

        assertThat(next()).isEqualTo("failed 4.0");
    }

    @Test
    void erasesTheSoundOnceItIsSent() throws Exception {
        speaker.go.release();
        line.execute(() -> speaking.speak(4, List.of("Yes."), 1));
        for (int i = 0; i < 4; i++) {
            next();
        }
        line.submit(() -> {}).get(10, TimeUnit.SECONDS);

        assertThat(speaker.made).containsOnly(0);
    }

    private String next() throws InterruptedException {
        var event = events.poll(10, TimeUnit.SECONDS);
        assertThat(event).isNotNull();
        return event;
    }

    private volatile int stopAt;

    private final class Recorder implements Speaking.Output {

        @Override
        public void sentence(
                int turn, int sentence, String text, int samples, Duration queued, Duration took) {
            events.add("sentence %d.%d %s 250+%d".formatted(turn, sentence, text, samples - 250));
        }

        @Override
        public void sound(
                int turn, short[] samples, int from, int to, boolean lastOfSentence, boolean last) {
            events.add(
                    "frame "
                            + (to - from)
                            + (lastOfSentence ? " end" : "")
                            + (last ? " last" : ""));
            if (turn == stopAt) {
                speaking.stop(turn);
            }
        }

        @Override
        public void failed(int turn, int sentence) {
            events.add("failed %d.%d".formatted(turn, sentence));
        }

        @Override
        public void broken(IOException cause) {
            events.add("broken");
        }
    }

    /** Begins at once and goes on when it is let: a quarter of a second at 1 kHz. */
    private static final class SlowSpeaker implements Speaker {

        private final Semaphore begun = new Semaphore(0);
        private final Semaphore go = new Semaphore(0);
        private final Semaphore stopped = new Semaphore(0);
        private volatile boolean fails;
        private volatile short[] made = new short[0];

        @Override
        public String name() {
            return "slow";
        }

        @Override
        public Gender gender() {
            return Gender.MALE;
        }

        @Override
        public int sampleRate() {
            return 1000;
        }

        @Override
        public short[] speak(String sentence, double tempo, Cancellation cancellation) {
            var here = Thread.currentThread();
            cancellation.stopBy(here::interrupt);
            begun.release();
            try {
                go.acquire();
            } catch (InterruptedException e) {
                stopped.release();
                return new short[0];
            } finally {
                cancellation.done();
            }
            if (fails) {
                throw new SpeechException("It failed");
            }
            var sound = new short[250];
            Arrays.fill(sound, (short) 100);
            made = sound;
            return sound;
        }

        private void begun() throws InterruptedException {
            assertThat(begun.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        }
    }
}
