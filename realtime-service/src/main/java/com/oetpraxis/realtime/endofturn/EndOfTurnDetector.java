package com.oetpraxis.realtime.endofturn;

import com.oetpraxis.realtime.models.SpeechModels;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the model about pauses, a few at a time. Its answer is one signal among several, so a
 * question that would wait too long is not asked: turns then end by the words and the silence.
 */
public final class EndOfTurnDetector implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EndOfTurnDetector.class);
    private static final int MOST_WAITING = 8;

    private final @Nullable EndOfTurnModel model;
    private final ThreadPoolExecutor pool;
    private final Counter unasked;
    private final Timer answers;

    /** A detector with Smart Turn where its model is, with none elsewhere. */
    public static EndOfTurnDetector choose(SpeechModels models, MeterRegistry meters) {
        EndOfTurnModel model =
                models.find(SmartTurn.FILE, "turns end by their words and the silence alone")
                        .map(SmartTurn::new)
                        .orElse(null);
        return new EndOfTurnDetector(model, meters);
    }

    /** A detector with this model; with none, nothing is ever answered. */
    public EndOfTurnDetector(@Nullable EndOfTurnModel model, MeterRegistry meters) {
        this.model = model;
        int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        this.pool =
                new ThreadPoolExecutor(
                        threads,
                        threads,
                        10,
                        TimeUnit.SECONDS,
                        new ArrayBlockingQueue<>(MOST_WAITING),
                        Thread.ofPlatform().daemon().name("end-of-turn-", 0).factory());
        pool.allowCoreThreadTimeOut(true);
        this.unasked =
                Counter.builder("realtime.end-of-turn.unasked")
                        .description("Pauses not asked about because too many were waiting")
                        .register(meters);
        this.answers =
                Timer.builder("realtime.end-of-turn.answer")
                        .description("From the question to the model's answer, waiting included")
                        .publishPercentileHistogram()
                        .register(meters);
        Gauge.builder("realtime.end-of-turn.waiting", pool.getQueue(), Queue::size)
                .description("Pauses waiting for the model")
                .register(meters);
    }

    /** Whether there is a model to ask. */
    public boolean isActive() {
        return model != null;
    }

    /**
     * Asks about a pause.
     *
     * @param samples the turn's sound up to now, 16 kHz; ours from now on, and erased
     * @param answer told the probability that the turn is over, on another thread; never if too
     *     many wait
     */
    public void ask(short[] samples, DoubleConsumer answer) {
        EndOfTurnModel asked = model;
        if (asked == null) {
            Arrays.fill(samples, (short) 0);
            return;
        }
        long since = System.nanoTime();
        try {
            pool.execute(() -> answer(asked, samples, since, answer));
        } catch (java.util.concurrent.RejectedExecutionException e) {
            Arrays.fill(samples, (short) 0);
            unasked.increment();
        }
    }

    private void answer(EndOfTurnModel asked, short[] samples, long since, DoubleConsumer answer) {
        double probability;
        try {
            probability = asked.probability(samples);
        } catch (RuntimeException e) { // the edge of a thread
            log.warn("The end-of-turn model failed", e);
            return;
        } finally {
            Arrays.fill(samples, (short) 0);
        }
        answers.record(System.nanoTime() - since, TimeUnit.NANOSECONDS);
        answer.accept(probability);
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
