package com.oetpraxis.ai.speech;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;

/**
 * Something heavy that is loaded once, in the background after the service is ready, or when it is
 * first asked for. Where it cannot be had, one warning says so and the service goes on without it.
 */
public final class Loading<T> {

    private static final Logger log = LoggerFactory.getLogger(Loading.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String name;
    private final Supplier<Optional<T>> load;
    private final CompletableFuture<Optional<T>> loaded = new CompletableFuture<>();
    private boolean begun;

    /**
     * Describes it; nothing is loaded yet.
     *
     * @param name for threads and logs
     * @param load empty where nothing is configured; throws {@link SpeechException} where it is
     *     broken
     */
    public Loading(String name, Supplier<Optional<T>> load) {
        this.name = name;
        this.load = load;
    }

    /** Begins to load it, once. */
    @EventListener(ApplicationReadyEvent.class)
    public synchronized void begin() {
        if (!begun) {
            begun = true;
            Thread.ofPlatform().daemon().name("load-" + name).start(this::load);
        }
    }

    private void load() {
        long started = System.nanoTime();
        try {
            var result = load.get();
            if (result.isPresent()) {
                log.info(
                        "Loaded the {} in {} ms",
                        name,
                        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started));
            }
            loaded.complete(result);
        } catch (SpeechException e) {
            log.warn("No {}: {} ({})", name, e.getMessage(), String.valueOf(e.getCause()));
            loaded.complete(Optional.empty());
        } catch (RuntimeException | LinkageError e) {
            log.warn("No {}: {}", name, String.valueOf(e));
            loaded.complete(Optional.empty());
        }
    }

    /** It, if it is there already. */
    public Optional<T> now() {
        return loaded.getNow(Optional.empty());
    }

    /** It, as soon as it is there; empty if it cannot be had or takes longer than 20 s. */
    public Optional<T> get() {
        begin();
        try {
            return loaded.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException | TimeoutException e) {
            log.warn("The {} is not there after {} s", name, PATIENCE.toSeconds());
            return Optional.empty();
        }
    }
}
