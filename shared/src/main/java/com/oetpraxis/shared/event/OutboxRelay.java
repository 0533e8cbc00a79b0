package com.oetpraxis.shared.event;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends what waits in {@code outbox_events} to Kafka: at least once, in order per key, one instance
 * per lane at a time (an advisory lock for the length of a batch). A failed event holds back the
 * later ones of its key only.
 */
class OutboxRelay implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);

    private static final int BATCH = 500;
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration SEND_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration KEPT = Duration.ofDays(7);
    private static final Duration PURGE_EVERY = Duration.ofHours(1);

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final KafkaTemplate<String, byte[]> kafka;
    private final String source;
    private final Clock clock;
    private final AtomicLong pending = new AtomicLong();
    private final Semaphore work = new Semaphore(0);
    private volatile @Nullable Thread thread;
    private Instant purgedAt = Instant.EPOCH;
    private Instant countedAt = Instant.EPOCH;
    private final OrderedSending<Row> sending =
            new OrderedSending<>(Row::key, this::send, SEND_TIMEOUT, () -> thread != null);

    OutboxRelay(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            KafkaTemplate<String, byte[]> kafka,
            String source,
            Clock clock,
            MeterRegistry meters) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.kafka = kafka;
        this.source = source;
        this.clock = clock;
        meters.gauge("praxis.outbox.pending", pending);
    }

    private record Row(
            UUID id,
            String topic,
            String key,
            String name,
            String payload,
            @Nullable String correlationId,
            Instant occurredAt) {}

    void wake() {
        work.release();
    }

    @Override
    public void start() {
        // known before it runs, since it runs for as long as it is known
        var relay = Thread.ofPlatform().name("outbox-relay").daemon().unstarted(this::run);
        thread = relay;
        relay.start();
    }

    @Override
    public void stop() {
        var running = thread;
        thread = null;
        if (running != null) {
            work.release();
            try {
                running.join(SEND_TIMEOUT);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private void run() {
        while (thread != null) {
            try {
                var full = false;
                for (var lane = 0; lane < Outbox.LANES; lane++) {
                    full |= relay(lane);
                }
                housekeeping();
                if (!full) {
                    await();
                }
            } catch (DataAccessException | TransactionException e) {
                log.warn("The outbox was not readable: {}", e.getClass().getSimpleName());
                await();
            } catch (RuntimeException e) {
                log.error("The outbox relay failed and goes on", e);
                await();
            }
        }
    }

    private void await() {
        try {
            if (work.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                work.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sends one batch of a lane; true if there is more. */
    private boolean relay(int lane) {
        var full = transaction.execute(status -> relayLocked(lane));
        return Boolean.TRUE.equals(full);
    }

    private boolean relayLocked(int lane) {
        var locked =
                jdbc.sql("select pg_try_advisory_xact_lock(hashtext(current_schema()), ?)")
                        .param(lane)
                        .query(Boolean.class)
                        .single();
        if (!locked) {
            return false;
        }
        var rows =
                jdbc.sql(
                                """
                                select id, topic, event_key, type, payload, correlation_id, occurred_at
                                from outbox_events where lane = ? and published_at is null
                                order by seq limit ?
                                """)
                        .params(lane, BATCH)
                        .query((rs, n) ->
                                new Row(
                                        rs.getObject("id", UUID.class),
                                        rs.getString("topic"),
                                        rs.getString("event_key"),
                                        rs.getString("type"),
                                        rs.getString("payload"),
                                        rs.getString("correlation_id"),
                                        rs.getTimestamp("occurred_at").toInstant()))
                        .list();
        var done = sending.send(rows).stream().map(Row::id).toList();
        if (!done.isEmpty()) {
            jdbc.sql("update outbox_events set published_at = ? where id = any (?)")
                    .params(Timestamp.from(clock.instant()), done.toArray(UUID[]::new))
                    .update();
        }
        return rows.size() == BATCH && done.size() == rows.size();
    }

    private CompletableFuture<?> send(Row row) {
        var message =
                new ProducerRecord<>(
                        row.topic(), row.key(), row.payload().getBytes(StandardCharsets.UTF_8));
        CloudEventHeaders.write(
                message.headers(),
                new Event(
                        row.id(),
                        row.name(),
                        source,
                        row.key(),
                        row.occurredAt(),
                        row.correlationId()));
        try {
            return kafka.send(message);
        } catch (org.springframework.kafka.KafkaException
                | org.apache.kafka.common.KafkaException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void housekeeping() {
        var now = clock.instant();
        if (now.isAfter(countedAt.plusSeconds(10))) {
            countedAt = now;
            pending.set(
                    jdbc.sql("select count(*) from outbox_events where published_at is null")
                            .query(Long.class)
                            .single());
        }
        if (now.isAfter(purgedAt.plus(PURGE_EVERY))) {
            purgedAt = now;
            var before = Timestamp.from(now.minus(KEPT));
            jdbc.sql("delete from outbox_events where published_at < ?").param(before).update();
            jdbc.sql("delete from handled_events where handled_at < ?").param(before).update();
            jdbc.sql("delete from idempotency_keys where created_at < ?")
                    .param(Timestamp.from(now.minus(Duration.ofDays(1))))
                    .update();
        }
    }
}
