package com.oetpraxis.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import com.oetpraxis.devstack.testing.TestServers;
import com.oetpraxis.devstack.testing.WithServices;
import com.oetpraxis.shared.event.EventMessage;
import com.oetpraxis.shared.event.Outbox;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.transaction.support.TransactionTemplate;

@SpringBootTest
@AutoConfigureMockMvc
@WithServices
class EventsTest {

    @Autowired Outbox outbox;
    @Autowired TransactionTemplate transaction;
    @Autowired KafkaTemplate<String, byte[]> kafka;
    @Autowired TestService service;

    @Test
    void reachTheOtherServiceOnceCommitted() {
        var key = key();
        publish(counted(key, 1));

        await().until(() -> numbers(key).equals(List.of(1)));
    }

    @Test
    void areNotToldOfWhatWasRolledBack() {
        var key = key();
        transaction.executeWithoutResult(status -> {
            outbox.publish(counted(key, 1));
            status.setRollbackOnly();
        });
        publish(counted(key, 2));

        await().until(() -> !numbers(key).isEmpty());
        assertThat(numbers(key)).containsExactly(2);
    }

    @Test
    void keepTheirOrderPerSubject() {
        var keys = IntStream.range(0, 20).mapToObj(i -> key()).toList();
        for (var number = 0; number < 50; number++) {
            for (var key : keys) {
                publish(counted(key, number));
            }
        }

        var expected = IntStream.range(0, 50).boxed().toList();
        for (var key : keys) {
            await().atMost(Duration.ofSeconds(60)).until(() -> numbers(key).size() == 50);
            assertThat(numbers(key)).isEqualTo(expected);
        }
    }

    @Test
    void areHandledOnceHoweverOftenTheyArrive() throws Exception {
        var key = key();
        var id = UUID.randomUUID();
        for (var i = 0; i < 3; i++) {
            kafka.send(raw(key, id, "test.counted", "{\"key\":\"" + key + "\",\"number\":7}"))
                    .get();
        }
        publish(counted(key, 8));

        await().until(() -> numbers(key).contains(8));
        assertThat(numbers(key)).containsExactly(7, 8);
    }

    @Test
    void endInTheDeadLettersWhenTheyCannotBeHandled() {
        var key = key();
        publish(
                new EventMessage(
                        "praxis.test", "test.poisonous", key, new TestService.Counted(key, 1)));
        publish(counted(key, 2));

        await().atMost(Duration.ofSeconds(60)).until(() -> numbers(key).equals(List.of(2)));
        assertThat(service.attempts.get(key)).hasValue(5);
        assertThat(deadLetters())
                .anySatisfy(letter -> {
                    assertThat(letter.key()).isEqualTo(key);
                    assertThat(header(letter, "ce_type"))
                            .isEqualTo("com.oetpraxis.test.poisonous.v1");
                });
    }

    @Test
    void waitForADatabaseThatIsAway() {
        var key = key();
        publish(
                new EventMessage(
                        "praxis.test", "test.early", key, new TestService.Counted(key, 7)));
        publish(counted(key, 8));

        await().atMost(Duration.ofSeconds(60)).until(() -> numbers(key).equals(List.of(7, 8)));
        assertThat(deadLetters()).noneMatch(letter -> key.equals(letter.key()));
    }

    @Test
    void endInTheDeadLettersAtOnceWhenTheyAreNoEvents() throws Exception {
        var key = key();
        kafka.send(
                        new ProducerRecord<>(
                                "praxis.test", key, "garbage".getBytes(StandardCharsets.UTF_8)))
                .get();
        publish(counted(key, 1));

        await().until(() -> numbers(key).equals(List.of(1)));
        await().untilAsserted(() ->
                assertThat(deadLetters()).anyMatch(letter -> key.equals(letter.key())));
    }

    @Test
    void areWrittenInATransactionOnly() {
        assertThatIllegalStateException().isThrownBy(() -> outbox.publish(counted(key(), 1)));
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    private static EventMessage counted(String key, int number) {
        return new EventMessage(
                "praxis.test", "test.counted", key, new TestService.Counted(key, number));
    }

    private void publish(EventMessage message) {
        transaction.executeWithoutResult(status -> outbox.publish(message));
    }

    private List<Integer> numbers(String key) {
        return service.handled.stream()
                .filter(counted -> counted.key().equals(key))
                .map(TestService.Counted::number)
                .toList();
    }

    private static ProducerRecord<String, byte[]> raw(
            String key, UUID id, String name, String json) {
        var message =
                new ProducerRecord<>("praxis.test", key, json.getBytes(StandardCharsets.UTF_8));
        Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        id.toString(),
                        "ce_type",
                        "com.oetpraxis." + name + ".v1",
                        "ce_source",
                        "/test",
                        "ce_subject",
                        key,
                        "ce_time",
                        "2026-01-01T00:00:00Z")
                .forEach((header, value) ->
                        message.headers().add(header, value.getBytes(StandardCharsets.UTF_8)));
        return message;
    }

    private static String header(ConsumerRecord<String, byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static List<ConsumerRecord<String, byte[]>> deadLetters() {
        var config = Map.<String, Object>of("bootstrap.servers", TestServers.get().kafka());
        try (var consumer =
                new KafkaConsumer<>(
                        config, new StringDeserializer(), new ByteArrayDeserializer())) {
            var partition = new TopicPartition("praxis.test.dlt", 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            var end = consumer.endOffsets(List.of(partition)).get(partition);
            var letters = new java.util.ArrayList<ConsumerRecord<String, byte[]>>();
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(letters::add);
            }
            return letters;
        }
    }
}
