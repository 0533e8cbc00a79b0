package com.oetpraxis.ai.live;

import com.oetpraxis.ai.speech.Cancellation;
import com.oetpraxis.ai.speech.Speaker;
import com.oetpraxis.ai.speech.SpeechException;
import com.oetpraxis.ai.speech.Workers;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The patient's voice on one line: a reply is spoken sentence by sentence, the next one made while
 * the last one is sent. All of it runs on the line's own thread but the making, which runs on the
 * voice's threads, and {@link #stop}, which may come from anywhere.
 */
final class Speaking {

    private static final Logger log = LoggerFactory.getLogger(Speaking.class);

    /** Frames a second. */
    private static final int FRAMES = 10;

    /** Silence between sentences and where one was cut, in ms. */
    private static final int BETWEEN = 160;

    private static final int AT_PAUSE = 40;

    /** Where the sound goes. */
    interface Output {

        /**
         * Announces a sentence, whose sound follows.
         *
         * @param sentence its number within the turn, from 0
         * @param queued how long it waited for a thread
         * @param took how long the voice worked
         */
        void sentence(
                int turn, int sentence, String text, int samples, Duration queued, Duration took)
                throws IOException;

        void sound(
                int turn, short[] samples, int from, int to, boolean lastOfSentence, boolean last)
                throws IOException;

        /** Says that a turn stays silent from this sentence on. */
        void failed(int turn, int sentence) throws IOException;

        /** Says that the line is gone. */
        void broken(IOException cause);
    }

    private final Speaker speaker;
    private final Workers workers;
    private final Executor line;
    private final Output output;
    private @Nullable Making ahead;
    private volatile @Nullable Talk talk;

    Speaking(Speaker speaker, Workers workers, Executor line, Output output) {
        this.speaker = speaker;
        this.workers = workers;
        this.line = line;
        this.output = output;
    }

    Speaker speaker() {
        return speaker;
    }

    /** Makes a sentence that may be needed; what was made so before is thrown away. */
    void prepare(String sentence, double tempo) {
        forget();
        ahead = new Making(sentence, tempo);
        ahead.begin(Workers.Urgency.AHEAD);
    }

    /** Throws away what was made ahead. */
    void forget() {
        if (ahead != null) {
            ahead.discard();
            ahead = null;
        }
    }

    /** Speaks a turn in place of any other. */
    void speak(int turn, List<String> sentences, double tempo) {
        stopAll();
        var next = new Talk(turn, sentences, tempo);
        talk = next;
        var prepared = ahead;
        ahead = null;
        if (prepared != null && prepared.text.equals(sentences.getFirst()) && !prepared.failed) {
            prepared.hurry();
            next.await(0, prepared);
        } else {
            if (prepared != null) {
                prepared.discard();
            }
            next.make(0, Workers.Urgency.NOW);
        }
    }

    /** Stops speaking a turn, at once and wherever it is. */
    void stop(int turn) {
        var current = talk;
        if (current != null && current.turn == turn) {
            current.stop();
        }
    }

    /** Stops whatever is spoken. */
    void stopAll() {
        var current = talk;
        if (current != null) {
            current.stop();
        }
    }

    /** One turn of the patient on its way out. */
    private final class Talk {

        private final int turn;
        private final List<String> sentences;
        private final double tempo;
        private volatile boolean stopped;
        private volatile @Nullable Making making;

        private Talk(int turn, List<String> sentences, double tempo) {
            this.turn = turn;
            this.sentences = sentences;
            this.tempo = tempo;
        }

        private void make(int sentence, Workers.Urgency urgency) {
            var next = new Making(sentences.get(sentence), tempo);
            await(sentence, next);
            next.begin(urgency);
        }

        private void await(int sentence, Making next) {
            making = next;
            next.then(() -> deliver(sentence, next));
            if (stopped) {
                next.discard();
            }
        }

        private void deliver(int sentence, Making made) {
            try {
                if (stopped) {
                    return;
                }
                if (made.failed) {
                    stopped = true;
                    output.failed(turn, sentence);
                    return;
                }
                boolean last = sentence == sentences.size() - 1;
                if (!last) {
                    make(sentence + 1, Workers.Urgency.SOON);
                }
                send(sentence, made, last);
            } catch (IOException e) {
                stopped = true;
                output.broken(e);
            } finally {
                made.erase();
            }
        }

        private void send(int sentence, Making made, boolean last) throws IOException {
            int pause = last ? 0 : pauseAfter(made.text) * speaker.sampleRate() / 1000;
            var sound = Arrays.copyOf(made.samples, made.samples.length + pause);
            try {
                output.sentence(turn, sentence, made.text, sound.length, made.queued, made.took);
                int step = speaker.sampleRate() / FRAMES;
                int from = 0;
                do {
                    int to = Math.min(from + step, sound.length);
                    boolean end = to == sound.length;
                    if (stopped) {
                        return;
                    }
                    output.sound(turn, sound, from, to, end, end && last);
                    from = to;
                } while (from < sound.length);
            } finally {
                Arrays.fill(sound, (short) 0);
            }
        }

        private static int pauseAfter(String sentence) {
            return sentence.matches(".*[,;:–—]$") ? AT_PAUSE : BETWEEN;
        }

        private void stop() {
            stopped = true;
            var current = making;
            if (current != null) {
                current.discard();
            }
        }
    }

    /** One sentence on its way through the voice. */
    private final class Making {

        private final String text;
        private final double tempo;
        private final Cancellation cancellation = new Cancellation();
        private volatile Workers.@Nullable Job job;
        // the rest belongs to the line's thread
        private boolean done;
        private boolean failed;
        private short[] samples = new short[0];
        private Duration queued = Duration.ZERO;
        private Duration took = Duration.ZERO;
        private @Nullable Runnable next;

        private Making(String text, double tempo) {
            this.text = text;
            this.tempo = tempo;
        }

        private void begin(Workers.Urgency urgency) {
            var submitted = workers.submit(urgency, this::make);
            job = submitted.orElse(null);
            if (submitted.isEmpty()) {
                line.execute(() -> finish(null, Duration.ZERO, Duration.ZERO));
            }
        }

        private void make(Duration waited) {
            if (cancellation.isCancelled()) {
                return;
            }
            long started = System.nanoTime();
            short @Nullable [] made = null;
            try {
                made = speaker.speak(text, tempo, cancellation);
            } catch (SpeechException e) {
                log.warn("A sentence was not spoken: {}", String.valueOf(e.getCause()));
            }
            var result = made;
            var time = Duration.ofNanos(System.nanoTime() - started);
            line.execute(() -> finish(result, waited, time));
        }

        private void finish(short @Nullable [] made, Duration waited, Duration time) {
            done = true;
            failed = made == null;
            queued = waited;
            took = time;
            if (made != null) {
                samples = made;
            }
            if (cancellation.isCancelled()) {
                erase();
            } else if (next != null) {
                next.run();
            }
        }

        /** What follows when it is made; at once if it is. */
        private void then(Runnable step) {
            next = step;
            if (done) {
                // made ahead: nobody waits for it now
                queued = Duration.ZERO;
                took = Duration.ZERO;
                line.execute(step);
            }
        }

        private void hurry() {
            var waiting = job;
            if (waiting != null) {
                waiting.hurry(Workers.Urgency.NOW);
            }
        }

        /** Nobody wants it any more. */
        private void discard() {
            cancellation.cancel();
            var waiting = job;
            if (waiting != null) {
                waiting.withdraw();
            }
            line.execute(this::erase);
        }

        private void erase() {
            Arrays.fill(samples, (short) 0);
        }
    }
}
