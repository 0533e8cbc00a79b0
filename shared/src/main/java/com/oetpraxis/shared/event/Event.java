package com.oetpraxis.shared.event;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The envelope of a received event: CloudEvents 1.0 attributes.
 *
 * @param id unique per event, the same in every delivery
 * @param name the catalogue's name, such as {@code session.completed}
 * @param source the service that told it
 * @param subject the aggregate's id
 * @param time when it happened
 * @param correlationId the request it goes back to
 */
public record Event(
        UUID id,
        String name,
        String source,
        String subject,
        Instant time,
        @Nullable String correlationId) {}
