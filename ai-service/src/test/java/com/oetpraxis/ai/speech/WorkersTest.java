package com.oetpraxis.ai.speech;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkersTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Workers workers = new Workers("test", 1, 4, meters);
    private final BlockingQueue<String> done = new LinkedBlockingQueue<>();
    private final CountDownLatch gate = new CountDownLatch(1);

    @AfterEach
    void close() {
        workers.close();
    }

    @Test
    void servesWhoWaitsFirst() throws InterruptedException {
        occupy();
        submit(Workers.Urgency.AHEAD, "ahead");
        submit(Workers.Urgency.SOON, "soon");
        submit(Workers.Urgency.NOW, "now");

        gate.countDown();

        assertThat(List.of(next(), next(), next())).containsExactly("now", "soon", "ahead");
    }

    @Test
    void refusesWorkAheadOfTimeBeforeOther() throws InterruptedException {
        occupy();
        submit(Workers.Urgency.SOON, "a");
        submit(Workers.Urgency.SOON, "b");

        assertThat(workers.submit(Workers.Urgency.AHEAD, waited -> {})).isEmpty();
        submit(Workers.Urgency.NOW, "c");
        submit(Workers.Urgency.NOW, "d");
        assertThat(workers.submit(Workers.Urgency.NOW, waited -> {})).isEmpty();
        assertThat(meters.get("speech.refused").counter().count()).isEqualTo(2);
        assertThat(meters.get("speech.queue").gauge().value()).isEqualTo(4);
        gate.countDown();
    }

    @Test
    void forgetsWhatWasWithdrawn() throws InterruptedException {
        occupy();
        var unwanted = workers.submit(Workers.Urgency.NOW, waited -> done.add("unwanted"));
        submit(Workers.Urgency.AHEAD, "wanted");

        assertThat(unwanted.orElseThrow().withdraw()).isTrue();
        gate.countDown();

        assertThat(next()).isEqualTo("wanted");
        assertThat(unwanted.orElseThrow().withdraw()).isFalse();
    }

    @Test
    void letsAJobBecomeUrgent() throws InterruptedException {
        occupy();
        var late = workers.submit(Workers.Urgency.AHEAD, waited -> done.add("late"));
        submit(Workers.Urgency.SOON, "soon");

        late.orElseThrow().hurry(Workers.Urgency.NOW);
        gate.countDown();

        assertThat(List.of(next(), next())).containsExactly("late", "soon");
    }

    @Test
    void goesOnAfterAJobThatFails() throws InterruptedException {
        workers.submit(
                Workers.Urgency.NOW,
                waited -> {
                    throw new IllegalStateException("no");
                });
        submit(Workers.Urgency.NOW, "next");

        assertThat(next()).isEqualTo("next");
    }

    private void occupy() throws InterruptedException {
        var busy = new CountDownLatch(1);
        workers.submit(
                Workers.Urgency.NOW,
                waited -> {
                    busy.countDown();
                    try {
                        gate.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
        assertThat(busy.await(10, TimeUnit.SECONDS)).isTrue();
    }

    private void submit(Workers.Urgency urgency, String name) {
        assertThat(workers.submit(urgency, waited -> done.add(name))).isPresent();
    }

    private String next() throws InterruptedException {
        var name = done.poll(10, TimeUnit.SECONDS);
        assertThat(name).isNotNull();
        return name;
    }
}
