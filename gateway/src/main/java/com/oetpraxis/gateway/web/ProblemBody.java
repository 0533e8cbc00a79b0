package com.oetpraxis.gateway.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The body of every error: an RFC 9457 problem with the members of catalogue 18.1 beside it.
 *
 * @param error only its code, message and details are promised as stable (CX-15)
 */
record ProblemBody(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        ErrorMember error,
        Instant timestamp,
        @Nullable String requestId) {

    /** Catalogue 18.3: where the cause does not say when. */
    private static final Duration DEFAULT_RETRY = Duration.ofSeconds(30);

    /**
     * @param retryAfter seconds, only where {@code retryable}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ErrorMember(
            String code,
            String message,
            Map<String, Object> details,
            boolean retryable,
            @Nullable Long retryAfter) {}

    static ProblemBody of(
            ProblemException exception, String instance, Instant now, @Nullable String requestId) {
        var problem = exception.problem();
        var status = problem.status().value();
        var wait = exception.retryAfter();
        var retryable = wait != null || status == 429 || status >= 502;
        var seconds = (wait == null ? DEFAULT_RETRY : wait).toSeconds();
        return new ProblemBody(
                problem.uri(),
                problem.title(),
                status,
                String.valueOf(exception.getMessage()),
                instance,
                new ErrorMember(
                        problem.code(),
                        String.valueOf(exception.getMessage()),
                        exception.details(),
                        retryable,
                        retryable ? (Long) Math.max(1, seconds) : null),
                now,
                requestId);
    }
}
