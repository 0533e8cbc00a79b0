package com.oetpraxis.ai.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.oetpraxis.ai.speech.Cancellation;
import com.oetpraxis.ai.speech.PreferredWords;
import com.oetpraxis.ai.speech.Recogniser;
import com.oetpraxis.ai.speech.Recognition;
import com.oetpraxis.ai.speech.SpeechException;
import com.oetpraxis.ai.speech.Workers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ListeningTest {

    private static final PreferredWords WORDS = PreferredWords.of(List.of("warfarin"));

    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final SlowRecogniser recogniser = new SlowRecogniser();
    private final Workers workers = new Workers("slow", 2, 64, new SimpleMeterRegistry());
    private final Listening listening = listening(Duration.ofMinutes(1));

    @AfterEach
    void close() {
        recogniser.go.release(1000);
        workers.close();
    }

    @Test
    void writesStretchesDownInOrder() throws InterruptedException {
        listening.hear(frame(true, 1));
        listening.hear(frame(true, 2));
        listening.hear(frame(true, 3));
        recogniser.go.release(3);

        assertThat(List.of(next(), next(), next()))
                .containsExactly("final 1 warfarin", "final 2 warfarin", "final 3 warfarin");
    }

    @Test
    void letsANewerLookReplaceOneThatWaits() throws InterruptedException {
        listening.hear(frame(true, 1));
        recogniser.begun();
        listening.hear(frame(false, 2, 1));
        listening.hear(frame(false, 2, 2));
        var newest = frame(false, 2, 3);
        listening.hear(newest);
        recogniser.go.release(2);

        assertThat(next()).isEqualTo("final 1 warfarin");
        assertThat(next()).isEqualTo("look 2 of 3");
        assertThat(events).isEmpty();
        assertThat(newest.floats()).containsOnly(0f);
    }

    @Test
    void stopsALookWhenItsStretchIsComplete() throws InterruptedException {
        listening.hear(frame(false, 1));
        recogniser.begun();
        listening.hear(frame(true, 1));
        recogniser.begun();
        recogniser.go.release();

        assertThat(next()).isEqualTo("final 1 warfarin");
        assertThat(events).isEmpty();
    }

    @Test
    void saysWhenACompleteStretchHasToWait() throws InterruptedException {
        var hurried = listening(Duration.ofMillis(10));
        hurried.hear(frame(true, 1));
        recogniser.begun();
        hurried.hear(frame(true, 2));

        assertThat(next()).isEqualTo("busy");
        recogniser.go.release(2);
        assertThat(List.of(next(), next())).containsExactly("final 1 warfarin", "final 2 warfarin");
    }

    @Test
    void answersForEveryCompleteStretchEvenWhereThereAreTooMany() throws InterruptedException {
        for (int i = 1; i <= 20; i++) {
            listening.hear(frame(true, i));
        }
        recogniser.go.release(20);

        var answered = new TreeSet<Integer>();
        for (int i = 0; i < 20; i++) {
            answered.add(Integer.valueOf(next().split(" ", -1)[1]));
        }
        assertThat(answered).hasSize(20);
    }

    @Test
    void saysWhichStretchFailed() throws InterruptedException {
        recogniser.fails = true;
        listening.hear(frame(true, 4));
        recogniser.go.release();

        assertThat(next()).isEqualTo("failed 4");
    }

    @Test
    void stopsAndForgetsWhenItIsClosed() throws InterruptedException {
        var running = frame(true, 1);
        var waiting = frame(true, 2);
        listening.hear(running);
        recogniser.begun();
        listening.hear(waiting);

        listening.close();

        assertThat(waiting.floats()).containsOnly(0f);
        assertThat(recogniser.stopped.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        assertThat(events).isEmpty();
    }

    private Listening listening(Duration busyAfter) {
        return new Listening(
                recogniser,
                workers,
                WORDS,
                busyAfter,
                new Listening.Listener() {
                    @Override
                    public void transcribed(
                            SoundFrame frame, Recognition heard, Duration queued, Duration took) {
                        events.add(
                                (frame.complete() ? "final " : "look ")
                                        + frame.stretch()
                                        + " "
                                        + heard.text());
                    }

                    @Override
                    public void failed(SoundFrame frame) {
                        events.add("failed " + frame.stretch());
                    }

                    @Override
                    public void busy() {
                        events.add("busy");
                    }
                });
    }

    private String next() throws InterruptedException {
        var event = events.poll(10, TimeUnit.SECONDS);
        assertThat(event).isNotNull();
        return event;
    }

    private static SoundFrame frame(boolean complete, int stretch) {
        return frame(complete, stretch, 1);
    }

    private static SoundFrame frame(boolean complete, int stretch, int length) {
        var samples = new short[length];
        Arrays.fill(samples, (short) 100);
        return new SoundFrame(complete, stretch, 1, samples);
    }

    /** Begins at once and goes on when it is let; says the words it was told to prefer. */
    private static final class SlowRecogniser implements Recogniser {

        private final Semaphore begun = new Semaphore(0);
        private final Semaphore go = new Semaphore(0);
        private final Semaphore stopped = new Semaphore(0);
        private volatile boolean fails;

        @Override
        public String name() {
            return "slow";
        }

        @Override
        public Recognition recognise(
                float[] samples, PreferredWords preferred, Cancellation cancellation) {
            var here = Thread.currentThread();
            cancellation.stopBy(here::interrupt);
            begun.release();
            try {
                go.acquire();
            } catch (InterruptedException e) {
                stopped.release();
                return Recognition.NOTHING;
            } finally {
                cancellation.done();
            }
            if (fails) {
                throw new SpeechException("It failed");
            }
            var text =
                    preferred.words().isEmpty()
                            ? "of " + samples.length
                            : String.join(" ", preferred.words());
            return new Recognition(text, null, List.of());
        }

        private void begun() throws InterruptedException {
            assertThat(begun.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        }
    }
}
