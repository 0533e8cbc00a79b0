package com.oetpraxis.shared.client;

import com.oetpraxis.shared.web.CommonProblem;
import com.oetpraxis.shared.web.ProblemException;
import com.oetpraxis.shared.web.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** What a failed call to another service means for our own caller. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class UpstreamProblems {

    private static final Logger log = LoggerFactory.getLogger(UpstreamProblems.class);

    private final ProblemWriter writer;

    UpstreamProblems(ProblemWriter writer) {
        this.writer = writer;
    }

    @ExceptionHandler(UpstreamUnavailableException.class)
    ResponseEntity<Object> unavailable(UpstreamUnavailableException e, HttpServletRequest request) {
        log.warn("{} was not available", e.service());
        return writer.entity(unavailable(e.service()), request);
    }

    private static ProblemException unavailable(String service) {
        return new ProblemException(
                        CommonProblem.SERVICE_UNAVAILABLE,
                        "A part of the service is not answering; try again shortly.")
                .with("service", service)
                .retryAfter(Duration.ofSeconds(5));
    }
}
