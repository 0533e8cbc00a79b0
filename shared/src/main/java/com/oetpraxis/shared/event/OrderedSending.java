package com.oetpraxis.shared.event;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends events in waves, one of each key at a time, so that none overtakes an earlier one of its
 * key: what is not acknowledged holds back the rest of its key. An absent broker ends the batch,
 * since each further send would only wait for it again.
 */
class OrderedSending<T> {

    private static final Logger log = LoggerFactory.getLogger(OrderedSending.class);

    private final Function<T, String> key;
    private final Function<T, CompletableFuture<?>> send;
    private final Duration patience;
    private final BooleanSupplier goesOn;

    /**
     * @param send ends exceptionally if the event was not taken
     * @param patience wait for the acknowledgements of one wave
     * @param goesOn false to stop before the next wave
     */
    OrderedSending(
            Function<T, String> key,
            Function<T, CompletableFuture<?>> send,
            Duration patience,
            BooleanSupplier goesOn) {
        this.key = key;
        this.send = send;
        this.patience = patience;
        this.goesOn = goesOn;
    }

    private record Sent<T>(T event, CompletableFuture<?> result) {}

    /** Sends what can be sent; returns what was acknowledged. */
    List<T> send(List<T> events) {
        var waiting = new LinkedHashMap<String, Deque<T>>();
        events.forEach(event ->
                waiting.computeIfAbsent(key.apply(event), k -> new ArrayDeque<>()).add(event));
        var done = new ArrayList<T>();
        var reachable = true;
        while (reachable && !waiting.isEmpty() && goesOn.getAsBoolean()) {
            var wave = new ArrayList<Sent<T>>();
            for (var queue : waiting.values()) {
                var event = queue.getFirst();
                var result = send.apply(event);
                wave.add(new Sent<>(event, result));
                if (result.isCompletedExceptionally() && isTimeout(result.exceptionNow())) {
                    reachable = false;
                    break;
                }
            }
            if (!await(wave, waiting, done)) {
                return done;
            }
        }
        return done;
    }

    /** False if the thread was interrupted. */
    private boolean await(List<Sent<T>> wave, Map<String, Deque<T>> waiting, List<T> done) {
        var until = System.nanoTime() + patience.toNanos();
        for (var sent : wave) {
            var name = key.apply(sent.event());
            try {
                sent.result().get(until - System.nanoTime(), TimeUnit.NANOSECONDS);
                done.add(sent.event());
                var queue = waiting.get(name);
                if (queue != null && queue.removeFirst() != null && queue.isEmpty()) {
                    waiting.remove(name);
                }
            } catch (ExecutionException | TimeoutException e) {
                waiting.remove(name);
                log.warn(
                        "An event was not taken by Kafka and waits with the later ones of its key: {}",
                        e.getCause() == null
                                ? e.getClass().getSimpleName()
                                : e.getCause().toString());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    private static boolean isTimeout(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof org.apache.kafka.common.errors.TimeoutException) {
                return true;
            }
        }
        return false;
    }
}
