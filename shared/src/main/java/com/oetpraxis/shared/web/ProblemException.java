package com.oetpraxis.shared.web;

import java.io.Serial;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A typed error on its way to the caller; {@link ProblemHandler} renders it. */
public final class ProblemException extends RuntimeException {

    @Serial private static final long serialVersionUID = 1L;

    private final transient ProblemType type;
    private final String detail;
    private final transient Map<String, Object> details = new LinkedHashMap<>();
    private @Nullable Duration retryAfter;

    /**
     * @param detail a sentence for the user that names the resource and the remedy; no internals
     */
    public ProblemException(ProblemType type, String detail) {
        super(detail);
        this.type = type;
        this.detail = detail;
    }

    /** A validation error of one field, as {@code details.fields}. */
    public static ProblemException field(ProblemType type, String field, String message) {
        return new ProblemException(type, field + " " + message)
                .with("fields", List.of(new FieldProblem(field, message)));
    }

    /** Adds a member to {@code error.details}. */
    public ProblemException with(String member, Object value) {
        details.put(member, value);
        return this;
    }

    /** Marks the error as retryable after this time, at least a second. */
    public ProblemException retryAfter(Duration duration) {
        this.retryAfter = duration;
        return this;
    }

    public ProblemType type() {
        return type;
    }

    /** The sentence shown to the user. */
    public String detail() {
        return detail;
    }

    public Map<String, Object> details() {
        return Map.copyOf(details);
    }

    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
