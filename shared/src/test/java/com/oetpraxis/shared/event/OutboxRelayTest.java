package com.oetpraxis.shared.event;

import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.transaction.support.TransactionTemplate;

class OutboxRelayTest {

    private static final int STARTS = 200;

    private final AtomicInteger asked = new AtomicInteger();

    private final class Counting extends AbstractDataSource {
        @Override
        public Connection getConnection() throws SQLException {
            asked.incrementAndGet();
            throw new SQLException("away");
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            return getConnection();
        }
    }

    @Test
    void looksForEventsAfterEachStart() {
        var database = new Counting();
        for (var i = 0; i < STARTS; i++) {
            var relay =
                    new OutboxRelay(
                            JdbcClient.create(database),
                            new TransactionTemplate(new JdbcTransactionManager(database)),
                            new KafkaTemplate<>(new DefaultKafkaProducerFactory<>(Map.of())),
                            "/test",
                            Clock.systemUTC(),
                            new SimpleMeterRegistry());
            var before = asked.get();
            relay.start();
            await().pollInterval(Duration.ofMillis(1)).until(() -> asked.get() > before);
            relay.stop();
        }
    }
}
