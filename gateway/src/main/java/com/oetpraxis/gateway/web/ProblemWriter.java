package com.oetpraxis.gateway.web;

import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Turns whatever went wrong into the answer. */
@Component
class ProblemWriter {

    private static final Logger log = LoggerFactory.getLogger(ProblemWriter.class);

    private final JsonMapper json;
    private final Clock clock;

    ProblemWriter(JsonMapper json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    /** Answers the error, or lets it cut the connection where an answer has begun already. */
    Mono<Void> write(ServerWebExchange exchange, Throwable error) {
        var response = exchange.getResponse();
        if (response.isCommitted()) {
            return Mono.error(error);
        }
        var problem = problem(exchange, error);
        var body =
                ProblemBody.of(
                        problem,
                        exchange.getRequest().getURI().getRawPath(),
                        clock.instant(),
                        GatewayCall.of(exchange).requestId());
        response.setStatusCode(problem.problem().status());
        var headers = response.getHeaders();
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (body.error().retryAfter() != null) {
            headers.set(HttpHeaders.RETRY_AFTER, body.error().retryAfter().toString());
        }
        if (problem.problem() == GatewayProblem.TOKEN_REFUSED) {
            headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        var bytes = json.writeValueAsBytes(body);
        headers.setContentLength(bytes.length);
        return response.writeWith(Mono.just(response.bufferFactory().wrap(bytes)));
    }

    private static ProblemException problem(ServerWebExchange exchange, Throwable error) {
        if (error instanceof ProblemException problem) {
            return problem;
        }
        if (error instanceof ResponseStatusException e) {
            return ofStatus(e.getStatusCode());
        }
        log.error(
                "Could not answer {} {} ({})",
                exchange.getRequest().getMethod(),
                AccessLog.path(exchange),
                GatewayCall.of(exchange).requestId(),
                error);
        return internal();
    }

    private static ProblemException ofStatus(HttpStatusCode status) {
        return switch (HttpStatus.resolve(status.value())) {
            case NOT_FOUND ->
                    new ProblemException(
                            GatewayProblem.ROUTE_NOT_FOUND, "Nothing is served at this address.");
            case METHOD_NOT_ALLOWED ->
                    new ProblemException(
                            GatewayProblem.METHOD_NOT_ALLOWED,
                            "This address does not offer this method.");
            case NOT_ACCEPTABLE ->
                    new ProblemException(
                            GatewayProblem.NOT_ACCEPTABLE,
                            "This address has no such representation.");
            case null, default ->
                    status.is4xxClientError()
                            ? new ProblemException(
                                    GatewayProblem.MALFORMED, "The request could not be read.")
                            : internal();
        };
    }

    private static ProblemException internal() {
        return new ProblemException(
                GatewayProblem.INTERNAL_ERROR, "Something went wrong here; try again later.");
    }
}
