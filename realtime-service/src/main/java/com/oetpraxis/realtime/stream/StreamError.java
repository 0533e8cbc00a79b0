package com.oetpraxis.realtime.stream;

import com.oetpraxis.realtime.audio.AudioFault;
import com.oetpraxis.shared.web.FieldProblem;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An {@code error} message.
 *
 * @param code of catalogue 18.3
 * @param retryAfter seconds, null when it cannot be retried
 */
record StreamError(
        String code,
        String message,
        boolean retryable,
        @Nullable Integer retryAfter,
        @Nullable Map<String, Object> details)
        implements ServerMessage {

    static final String VALIDATION = "VAL001";
    static final String CONFLICT = "RES002";
    static final String UNAVAILABLE = "GATEWAY_001";

    static StreamError of(String code, String message) {
        return new StreamError(code, message, false, null, null);
    }

    static StreamError of(String code, String message, String reason) {
        return new StreamError(code, message, false, null, Map.of("reason", reason));
    }

    static StreamError of(AudioFault fault) {
        String message = fault.getMessage();
        return of(fault.code(), message == null ? "" : message);
    }

    static StreamError field(String field, String message) {
        var fields = List.of(new FieldProblem(field, message));
        return new StreamError(
                VALIDATION, field + " " + message, false, null, Map.of("fields", fields));
    }

    static StreamError retryable(String code, String message, int retryAfter) {
        return new StreamError(code, message, true, retryAfter, null);
    }

    @Override
    public String type() {
        return "error";
    }
}
