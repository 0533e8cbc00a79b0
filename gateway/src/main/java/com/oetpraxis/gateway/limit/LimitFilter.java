package com.oetpraxis.gateway.limit;

import com.oetpraxis.gateway.routing.Counting;
import com.oetpraxis.gateway.routing.Rule;
import com.oetpraxis.gateway.token.Caller;
import com.oetpraxis.gateway.token.RefusedCall;
import com.oetpraxis.gateway.web.EventLoops;
import com.oetpraxis.gateway.web.GatewayCall;
import com.oetpraxis.gateway.web.GatewayProblem;
import com.oetpraxis.gateway.web.ProblemException;
import com.oetpraxis.gateway.web.Step;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Lets a call through while all windows of its client have room. A call that was refused for its
 * token counts against its address, and is answered here.
 */
@Component
@Order(Step.LIMIT)
class LimitFilter implements WebFilter {

    private static final Logger log = LoggerFactory.getLogger(LimitFilter.class);

    private final FailsafeLimiter limiter;
    private final Policies policies;
    private final Counter refusals;

    LimitFilter(FailsafeLimiter limiter, Policies policies, MeterRegistry meters) {
        this.limiter = limiter;
        this.policies = policies;
        this.refusals =
                Counter.builder("gateway.limit.refusals")
                        .description("Calls answered 429")
                        .register(meters);
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var rule = Rule.of(exchange);
        if (rule.counting() == Counting.FREE) {
            return proceed(exchange, chain);
        }
        var caller = Caller.of(exchange);
        var policy = policy(rule, caller);
        var key =
                switch (rule.counting()) {
                    case WEBHOOK -> rule.pattern();
                    case STREAM -> ClientKey.of(GatewayCall.of(exchange).clientAddress());
                    case CALL, FREE ->
                            caller == null
                                    ? ClientKey.of(GatewayCall.of(exchange).clientAddress())
                                    : caller.id().toString();
                };
        return limiter.take(key, policy)
                .publishOn(EventLoops.of(exchange))
                .flatMap(decision -> decided(exchange, chain, policy, key, decision));
    }

    private Policy policy(Rule rule, @org.jspecify.annotations.Nullable Caller caller) {
        return switch (rule.counting()) {
            case WEBHOOK -> policies.webhook();
            case STREAM -> policies.stream();
            case CALL, FREE -> caller == null ? policies.anonymous() : policies.of(caller);
        };
    }

    private Mono<Void> decided(
            ServerWebExchange exchange,
            WebFilterChain chain,
            Policy policy,
            String key,
            Decision decision) {
        var headers = exchange.getResponse().getHeaders();
        headers.set("X-RateLimit-Limit", Long.toString(decision.limit()));
        headers.set("X-RateLimit-Remaining", Long.toString(decision.remaining()));
        headers.set("X-RateLimit-Reset", Long.toString(seconds(decision.resetAt())));
        if (decision.allowed()) {
            return proceed(exchange, chain);
        }
        refusals.increment();
        log.info("Refused a call of {} {}: {} calls", policy.name(), key, decision.limit());
        var wait = Duration.ofSeconds(seconds(decision.retryMillis()));
        return Mono.error(
                new ProblemException(
                                GatewayProblem.RATE_LIMITED,
                                "Too many requests; wait before the next one.")
                        .with("service", "gateway")
                        .with("limit", decision.limit())
                        .with("retryAfter", wait.toSeconds())
                        .retryAfter(wait));
    }

    private static Mono<Void> proceed(ServerWebExchange exchange, WebFilterChain chain) {
        var refused = RefusedCall.of(exchange);
        return refused == null ? chain.filter(exchange) : Mono.error(refused);
    }

    private static long seconds(long millis) {
        return (millis + 999) / 1_000;
    }
}
