package com.oetpraxis.ai.speech;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** One {@link Workers} for each model; when all have been idle for a while, memory goes back. */
@Component
public class WorkerPools {

    /** Memory goes back after one whole tick without work. */
    private static final Duration TICK = Duration.ofSeconds(10);

    private final SpeechProperties properties;
    private final MeterRegistry meters;
    private final Runnable giveBack;
    private final Map<String, Workers> pools = new ConcurrentHashMap<>();
    private final Thread ticking =
            Thread.ofPlatform().daemon().name("speech-memory").unstarted(this::tickOn);
    private long served;
    private long givenBackAt;

    @Autowired
    WorkerPools(SpeechProperties properties, MeterRegistry meters) {
        this(properties, meters, new NativeMemory()::giveBack);
        ticking.start();
    }

    WorkerPools(SpeechProperties properties, MeterRegistry meters, Runnable giveBack) {
        this.properties = properties;
        this.meters = meters;
        this.giveBack = giveBack;
    }

    /**
     * The threads that work with a model.
     *
     * @param atOnce how many calls the model takes at once
     */
    public Workers of(String model, int atOnce) {
        return pools.computeIfAbsent(
                model,
                name ->
                        new Workers(
                                name,
                                Math.min(atOnce, properties.threads()),
                                properties.queue(),
                                meters));
    }

    private void tickOn() {
        try {
            while (true) {
                Thread.sleep(TICK);
                tick();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the service ends
        }
    }

    /** Gives memory back, once, if nothing was done since the last tick. */
    void tick() {
        long now = pools.values().stream().mapToLong(Workers::begun).sum();
        boolean idle = pools.values().stream().allMatch(Workers::isIdle);
        if (idle && now == served && now != givenBackAt) {
            givenBackAt = now;
            giveBack.run();
        }
        served = now;
    }

    @PreDestroy
    void close() {
        ticking.interrupt();
        pools.values().forEach(Workers::close);
    }
}
