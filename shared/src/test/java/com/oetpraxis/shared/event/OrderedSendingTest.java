package com.oetpraxis.shared.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class OrderedSendingTest {

    private record Numbered(String key, int number) {}

    private final List<Numbered> delivered = new ArrayList<>();
    private final Set<Numbered> refused = new HashSet<>();
    private boolean absent;
    private int tried;

    private final OrderedSending<Numbered> sending =
            new OrderedSending<>(Numbered::key, this::deliver, Duration.ofSeconds(1), () -> true);

    private CompletableFuture<?> deliver(Numbered event) {
        tried++;
        if (absent) {
            return CompletableFuture.failedFuture(new TimeoutException("no metadata"));
        }
        if (refused.contains(event)) {
            return CompletableFuture.failedFuture(new RecordTooLargeException("too large"));
        }
        delivered.add(event);
        return CompletableFuture.completedFuture(true);
    }

    @Test
    void holdsBackTheLaterEventsOfAKeyThatFailed() {
        var events =
                List.of(
                        new Numbered("a", 1),
                        new Numbered("a", 2),
                        new Numbered("b", 1),
                        new Numbered("a", 3));
        refused.add(events.get(1));

        assertThat(sending.send(events)).containsExactly(events.get(0), events.get(2));
        assertThat(delivered).containsExactly(events.get(0), events.get(2));

        refused.clear();
        assertThat(sending.send(List.of(events.get(1), events.get(3)))).hasSize(2);
        assertThat(delivered)
                .filteredOn(event -> event.key().equals("a"))
                .extracting(Numbered::number)
                .containsExactly(1, 2, 3);
    }

    @Test
    void waitsForAnAbsentBrokerOnce() {
        absent = true;

        assertThat(sending.send(List.of(new Numbered("a", 1), new Numbered("b", 1)))).isEmpty();
        assertThat(tried).isEqualTo(1);
    }

    @Test
    void keepsTheOrderWhateverFails() {
        var random = new Random(11);
        var waiting = new ArrayList<Numbered>();
        for (var i = 0; i < 400; i++) {
            waiting.add(new Numbered("k" + random.nextInt(7), i));
        }
        while (!waiting.isEmpty()) {
            refused.clear();
            waiting.stream().filter(event -> random.nextInt(5) == 0).forEach(refused::add);
            waiting.removeAll(sending.send(List.copyOf(waiting)));
        }

        assertThat(delivered).hasSize(400).doesNotHaveDuplicates();
        for (var i = 0; i < 7; i++) {
            var key = "k" + i;
            assertThat(delivered)
                    .filteredOn(event -> event.key().equals(key))
                    .extracting(Numbered::number)
                    .isSorted();
        }
    }
}
