package com.oetpraxis.shared.event;

import com.oetpraxis.shared.id.Ids;
import com.oetpraxis.shared.web.RequestIdFilter;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Arrays;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes events into {@code outbox_events} (TB-35) of the service's own schema, in the transaction
 * of the change they tell of; {@link OutboxRelay} brings them to Kafka.
 *
 * <p>Events of one subject keep the order in which they were written, provided that whoever writes
 * them holds the aggregate's row (a lock or its version), as every change of an aggregate does.
 */
public class Outbox {

    static final int LANES = 8;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Ids ids;
    private final Clock clock;
    private final Runnable wake;

    Outbox(JdbcClient jdbc, JsonMapper json, Ids ids, Clock clock, Runnable wake) {
        this.jdbc = jdbc;
        this.json = json;
        this.ids = ids;
        this.clock = clock;
        this.wake = wake;
    }

    /**
     * Adds the event to the transaction in progress.
     *
     * @throws IllegalStateException outside a transaction
     */
    public void publish(EventMessage message) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("an event is written in the transaction of its change");
        }
        jdbc.sql(
                        """
                        insert into outbox_events
                            (id, lane, topic, event_key, type, payload, correlation_id, occurred_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        Arrays.asList(
                                ids.next(),
                                Math.floorMod(message.subject().hashCode(), LANES),
                                message.topic(),
                                message.subject(),
                                message.name(),
                                json.writeValueAsString(message.payload()),
                                RequestIdFilter.current(),
                                Timestamp.from(clock.instant())))
                .update();
        TransactionSynchronizationManager.registerSynchronization(
                new TransactionSynchronization() {
                    @Override
                    public void afterCommit() {
                        wake.run();
                    }
                });
    }
}
