package com.oetpraxis.realtime.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EventLoopTest {

    @Test
    void runsOneTaskAfterTheOtherWhoeverBringsThem() {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<RuntimeException> failures = new CopyOnWriteArrayList<>();
            var loop = new EventLoop(threads, failures::add);
            var inside = new AtomicInteger();
            List<Integer> done = new ArrayList<>(); // only ever touched in the loop

            for (int i = 0; i < 20; i++) {
                threads.execute(() -> {
                    for (int j = 0; j < 100; j++) {
                        loop.execute(() -> {
                            done.add(inside.incrementAndGet());
                            inside.decrementAndGet();
                        });
                    }
                });
            }

            var size = new AtomicInteger();
            await().until(() -> {
                loop.execute(() -> size.set(done.size()));
                return size.get() == 2_000;
            });
            assertThat(done).containsOnly(1);
            assertThat(failures).isEmpty();
        }
    }

    @Test
    void survivesATaskThatFails() {
        List<RuntimeException> failures = new ArrayList<>();
        var loop = new EventLoop(Runnable::run, failures::add);
        var done = new AtomicInteger();

        loop.execute(() -> {
            throw new IllegalStateException("broken");
        });
        loop.execute(done::incrementAndGet);

        assertThat(failures).hasSize(1);
        assertThat(done).hasValue(1);
    }
}
