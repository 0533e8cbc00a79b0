package com.oetpraxis.ai.speech;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkerPoolsTest {

    private final AtomicInteger givenBack = new AtomicInteger();
    private final WorkerPools pools =
            new WorkerPools(
                    new SpeechProperties(null, 2, 16, Duration.ofSeconds(2)),
                    new SimpleMeterRegistry(),
                    givenBack::incrementAndGet);

    @AfterEach
    void close() {
        pools.close();
    }

    @Test
    void givesMemoryBackOnceAfterWork() throws InterruptedException {
        var workers = pools.of("model", 1);
        pools.tick();
        pools.tick();
        assertThat(givenBack).hasValue(0);

        work(workers);
        pools.tick();
        assertThat(givenBack).hasValue(0);
        pools.tick();
        pools.tick();

        assertThat(givenBack).hasValue(1);
    }

    @Test
    void hasOnePoolForEachModel() {
        assertThat(pools.of("model", 1)).isSameAs(pools.of("model", 1));
        assertThat(pools.of("model", 1)).isNotSameAs(pools.of("other", 1));
    }

    private static void work(Workers workers) throws InterruptedException {
        var done = new CountDownLatch(1);
        workers.submit(Workers.Urgency.NOW, waited -> done.countDown());
        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        while (!workers.isIdle()) {
            Thread.onSpinWait();
        }
    }
}
