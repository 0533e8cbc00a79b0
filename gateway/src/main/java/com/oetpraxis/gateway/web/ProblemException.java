package com.oetpraxis.gateway.web;

import java.io.Serial;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A typed error on its way to the caller; it has no stack trace, for it is no surprise. */
public final class ProblemException extends RuntimeException {

    @Serial private static final long serialVersionUID = 1L;

    private final GatewayProblem problem;
    private final transient Map<String, Object> details = new LinkedHashMap<>();
    private @Nullable Duration retryAfter;

    /**
     * @param detail a sentence for the user that names the remedy; no internals
     */
    public ProblemException(GatewayProblem problem, String detail) {
        super(detail, null, false, false);
        this.problem = problem;
    }

    /** Adds a member to {@code error.details}. */
    public ProblemException with(String member, Object value) {
        details.put(member, value);
        return this;
    }

    /** Says when to try again; told in whole seconds, at least one. */
    public ProblemException retryAfter(Duration wait) {
        this.retryAfter = wait;
        return this;
    }

    public GatewayProblem problem() {
        return problem;
    }

    Map<String, Object> details() {
        return details;
    }

    @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
