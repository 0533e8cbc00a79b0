package com.oetpraxis.shared.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import org.slf4j.MDC;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.json.JsonMapper;

/** Turns a {@link ProblemException} into the answer, inside and outside of the dispatcher. */
public final class ProblemWriter {

    private final JsonMapper json;
    private final Clock clock;

    ProblemWriter(JsonMapper json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    /** The problem as a controller's answer. */
    public ResponseEntity<Object> entity(ProblemException problem, HttpServletRequest request) {
        var body = body(problem, request);
        var response =
                ResponseEntity.status(problem.type().status())
                        .contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (body.error().retryAfter() != null) {
            response.header(HttpHeaders.RETRY_AFTER, body.error().retryAfter().toString());
        }
        return response.body(body);
    }

    /** Writes the problem where no controller is involved, such as in a security filter. */
    public void write(
            ProblemException problem, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var body = body(problem, request);
        response.setStatus(body.status());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        if (body.error().retryAfter() != null) {
            response.setHeader(HttpHeaders.RETRY_AFTER, body.error().retryAfter().toString());
        }
        response.getOutputStream().write(json.writeValueAsBytes(body));
    }

    private ProblemBody body(ProblemException problem, HttpServletRequest request) {
        return ProblemBody.of(
                problem.type(),
                problem.detail(),
                problem.details(),
                problem.retryAfter(),
                request.getRequestURI(),
                clock.instant(),
                MDC.get(RequestIdFilter.MDC_KEY));
    }
}
