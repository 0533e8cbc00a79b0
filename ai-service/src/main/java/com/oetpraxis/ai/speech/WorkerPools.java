package com.oetpraxis.ai.speech;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** One {@link Workers} for each model. */
@Component
public class WorkerPools {

    private final SpeechProperties properties;
    private final MeterRegistry meters;
    private final Map<String, Workers> pools = new ConcurrentHashMap<>();

    WorkerPools(SpeechProperties properties, MeterRegistry meters) {
        this.properties = properties;
        this.meters = meters;
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

    @PreDestroy
    void close() {
        pools.values().forEach(Workers::close);
    }
}
