package com.oetpraxis.shared.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The body of every error: an RFC 9457 problem with the members of catalogue 18.1 beside it.
 *
 * @param type {@code /problems/} and the problem's name, stable
 * @param title what kind of problem, always the same for a type
 * @param status the HTTP status
 * @param detail what is wrong here and what to do about it
 * @param instance the path that was called
 * @param error only its code, message and details are promised as stable (CX-15)
 * @param timestamp of the answer
 * @param requestId of {@code X-Request-Id}, as it stands in our logs
 */
public record ProblemBody(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        ErrorMember error,
        Instant timestamp,
        @Nullable String requestId) {

    /** Catalogue 18.3: seconds to wait where the cause does not say. */
    private static final Duration DEFAULT_RETRY = Duration.ofSeconds(30);

    /**
     * @param code of the catalogue, such as {@code RES002}
     * @param message says the same as the problem itself
     * @param details a list {@code fields} for VAL001, else {@code reason} and what the rule names
     * @param retryable whether the same call may succeed later
     * @param retryAfter seconds, only where {@code retryable}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ErrorMember(
            String code,
            String message,
            Map<String, Object> details,
            boolean retryable,
            @Nullable Long retryAfter) {}

    public static ProblemBody of(
            ProblemType type,
            String detail,
            Map<String, Object> details,
            @Nullable Duration retryAfter,
            String instance,
            Instant now,
            @Nullable String requestId) {
        var status = type.status().value();
        var retryable = retryAfter != null || status == 429 || status >= 502;
        var seconds = retryAfter == null ? DEFAULT_RETRY.toSeconds() : retryAfter.toSeconds();
        return new ProblemBody(
                type.uri(),
                type.title(),
                status,
                detail,
                instance,
                new ErrorMember(
                        type.code(),
                        detail,
                        details,
                        retryable,
                        retryable ? (Long) Math.max(1, seconds) : null),
                now,
                requestId);
    }
}
