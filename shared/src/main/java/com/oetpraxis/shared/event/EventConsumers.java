package com.oetpraxis.shared.event;

import com.oetpraxis.shared.client.UpstreamUnavailableException;
import com.oetpraxis.shared.web.RequestIdFilter;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.MessageListener;
import org.springframework.kafka.support.ExponentialBackOffWithMaxRetries;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.backoff.ExponentialBackOff;
import tools.jackson.databind.json.JsonMapper;

/** Runs one Kafka listener per {@link EventSubscription}. */
class EventConsumers implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(EventConsumers.class);

    private static final int RETRIES = 4;

    /** An outage is no fault of the event: it waits, however long, and so do those behind it. */
    private static final ExponentialBackOff UNTIL_IT_PASSES = new ExponentialBackOff(200, 1.5);

    static {
        UNTIL_IT_PASSES.setMaxInterval(15_000);
    }

    private final List<EventSubscription> subscriptions;
    private final ConsumerFactory<String, byte[]> consumers;
    private final KafkaTemplate<String, byte[]> kafka;
    private final JsonMapper json;
    private final Clock clock;
    private final @Nullable JdbcClient jdbc;
    private final @Nullable TransactionTemplate transaction;
    private final List<ConcurrentMessageListenerContainer<String, byte[]>> containers =
            new ArrayList<>();

    EventConsumers(
            List<EventSubscription> subscriptions,
            ConsumerFactory<String, byte[]> consumers,
            KafkaTemplate<String, byte[]> kafka,
            JsonMapper json,
            Clock clock,
            @Nullable JdbcClient jdbc,
            @Nullable TransactionTemplate transaction) {
        this.subscriptions = subscriptions;
        this.consumers = consumers;
        this.kafka = kafka;
        this.json = json;
        this.clock = clock;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    @Override
    public void start() {
        for (var subscription : subscriptions) {
            var container = container(subscription);
            container.start();
            containers.add(container);
        }
    }

    @Override
    public void stop() {
        containers.forEach(ConcurrentMessageListenerContainer::stop);
        containers.clear();
    }

    @Override
    public boolean isRunning() {
        return !containers.isEmpty();
    }

    private ConcurrentMessageListenerContainer<String, byte[]> container(
            EventSubscription subscription) {
        var properties = new ContainerProperties(subscription.topic());
        properties.setGroupId(subscription.group());
        properties.setMissingTopicsFatal(false);
        var kafkaProperties = new Properties();
        kafkaProperties.setProperty(
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                subscription.isBroadcast() ? "latest" : "earliest");
        kafkaProperties.setProperty(ConsumerConfig.METADATA_MAX_AGE_CONFIG, "5000");
        properties.setKafkaConsumerProperties(kafkaProperties);
        properties.setMessageListener(
                (MessageListener<String, byte[]>) record -> consume(subscription, record));
        var container = new ConcurrentMessageListenerContainer<>(consumers, properties);
        container.setBeanName("events-" + subscription.topic() + "-" + subscription.group());
        container.setCommonErrorHandler(errorHandler());
        return container;
    }

    private DefaultErrorHandler errorHandler() {
        var backOff = new ExponentialBackOffWithMaxRetries(RETRIES);
        backOff.setInitialInterval(200);
        backOff.setMultiplier(3);
        var recoverer =
                new DeadLetterPublishingRecoverer(
                        kafka,
                        (record, e) -> {
                            log.error(
                                    "An event of {} was not handled and went to its dead letters",
                                    record.topic(),
                                    e);
                            return new org.apache.kafka.common.TopicPartition(
                                    record.topic() + ".dlt", -1);
                        });
        var handler = new DefaultErrorHandler(recoverer, backOff);
        handler.setBackOffFunction((record, e) -> passes(e) ? UNTIL_IT_PASSES : null);
        handler.addNotRetryableExceptions(
                IllegalArgumentException.class, tools.jackson.core.JacksonException.class);
        return handler;
    }

    /** Whether the database or another service is away, rather than the event wrong. */
    private static boolean passes(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof DataAccessResourceFailureException
                    || cause instanceof TransientDataAccessException
                    || cause instanceof CannotCreateTransactionException
                    || cause instanceof UpstreamUnavailableException) {
                return true;
            }
        }
        return false;
    }

    private void consume(EventSubscription subscription, ConsumerRecord<String, byte[]> record) {
        var event = CloudEventHeaders.read(record);
        if (!subscription.wants(event.name())) {
            return;
        }
        if (event.correlationId() != null) {
            MDC.put(RequestIdFilter.MDC_KEY, event.correlationId());
        }
        try {
            if (subscription.isBroadcast() || jdbc == null || transaction == null) {
                subscription.deliver(event, record.value(), json);
            } else {
                once(subscription, event, record.value(), jdbc, transaction);
            }
        } finally {
            MDC.remove(RequestIdFilter.MDC_KEY);
        }
    }

    private void once(
            EventSubscription subscription,
            Event event,
            byte[] data,
            JdbcClient jdbc,
            TransactionTemplate transaction) {
        transaction.executeWithoutResult(status -> {
            var first =
                    jdbc.sql(
                                    """
                                    insert into handled_events (consumer, event_id, handled_at)
                                    values (?, ?, ?) on conflict do nothing
                                    """)
                            .params(
                                    subscription.group(),
                                    event.id(),
                                    Timestamp.from(clock.instant()))
                            .update();
            if (first == 1) {
                subscription.deliver(event, data, json);
            }
        });
    }
}
