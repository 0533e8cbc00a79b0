package com.oetpraxis.shared.event;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** CloudEvents 1.0 over Kafka in binary mode: the attributes are headers, the value is the data. */
final class CloudEventHeaders {

    private static final String PREFIX = "com.oetpraxis.";
    private static final String SUFFIX = ".v1";

    private CloudEventHeaders() {}

    static void write(Headers headers, Event event) {
        put(headers, "ce_specversion", "1.0");
        put(headers, "ce_id", event.id().toString());
        put(headers, "ce_type", PREFIX + event.name() + SUFFIX);
        put(headers, "ce_source", "/" + event.source());
        put(headers, "ce_subject", event.subject());
        put(headers, "ce_time", event.time().toString());
        if (event.correlationId() != null) {
            put(headers, "ce_correlationid", event.correlationId());
        }
        put(headers, "content-type", "application/json");
    }

    /**
     * @throws IllegalArgumentException if the record is no event of ours
     */
    static Event read(ConsumerRecord<String, byte[]> record) {
        var headers = record.headers();
        var type = required(headers, "ce_type");
        if (!type.startsWith(PREFIX) || !type.endsWith(SUFFIX)) {
            throw new IllegalArgumentException("not an event type of ours");
        }
        return new Event(
                UUID.fromString(required(headers, "ce_id")),
                type.substring(PREFIX.length(), type.length() - SUFFIX.length()),
                required(headers, "ce_source").replaceFirst("^/", ""),
                required(headers, "ce_subject"),
                Instant.parse(required(headers, "ce_time")),
                text(headers, "ce_correlationid"));
    }

    private static void put(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static String required(Headers headers, String name) {
        var value = text(headers, name);
        if (value == null) {
            throw new IllegalArgumentException("the header " + name + " is missing");
        }
        return value;
    }

    private static @Nullable String text(Headers headers, String name) {
        var header = headers.lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
