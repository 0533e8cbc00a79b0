package com.oetpraxis.gateway.token;

import com.oetpraxis.gateway.routing.Access;
import com.oetpraxis.gateway.routing.Rule;
import com.oetpraxis.gateway.token.RefusedToken.Reason;
import com.oetpraxis.gateway.web.EventLoops;
import com.oetpraxis.gateway.web.GatewayCall;
import com.oetpraxis.gateway.web.GatewayProblem;
import com.oetpraxis.gateway.web.ProblemException;
import com.oetpraxis.gateway.web.Step;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Checks the token where the rule asks for one. A refusal goes on to the limits first, so that it
 * counts against the address it came from (CX-21); {@link RefusedCall} then ends it.
 */
@Component
@Order(Step.TOKEN)
class TokenFilter implements WebFilter {

    private static final String SCHEME = "Bearer ";

    private final TokenVerifier tokens;
    private final RevokedSignIns revoked;

    TokenFilter(TokenVerifier tokens, RevokedSignIns revoked) {
        this.tokens = tokens;
        this.revoked = revoked;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var access = Rule.of(exchange).access();
        if (access == Access.SERVICE) {
            return chain.filter(exchange);
        }
        var token = token(exchange);
        if (token == null) {
            return refused(exchange, chain, access, Reason.AUTH001);
        }
        var caller = tokens.known(token);
        var ended = caller == null ? null : revoked.known(caller.signInId());
        if (caller != null && ended != null) {
            return judged(exchange, chain, access, caller, ended);
        }
        var verified = caller == null ? tokens.verify(token) : Mono.just(caller);
        return verified.flatMap(found ->
                        revoked.ask(found.signInId()).map(is -> new Verdict(found, is, null)))
                .onErrorResume(
                        RefusedToken.class,
                        error -> Mono.just(new Verdict(null, false, error.reason())))
                .publishOn(EventLoops.of(exchange))
                .flatMap(verdict ->
                        verdict.caller() == null
                                ? refused(
                                        exchange,
                                        chain,
                                        access,
                                        verdict.reason() == null
                                                ? Reason.AUTH003
                                                : verdict.reason())
                                : judged(
                                        exchange,
                                        chain,
                                        access,
                                        verdict.caller(),
                                        verdict.revoked()));
    }

    private record Verdict(@Nullable Caller caller, boolean revoked, @Nullable Reason reason) {}

    private static Mono<Void> judged(
            ServerWebExchange exchange,
            WebFilterChain chain,
            Access access,
            Caller caller,
            boolean revoked) {
        if (revoked) {
            return refused(exchange, chain, access, Reason.AUTH003);
        }
        caller.attachTo(exchange);
        GatewayCall.of(exchange).madeBy(caller.id().toString());
        if (access == Access.ADMIN && !caller.isAdmin()) {
            RefusedCall.attach(
                    exchange,
                    new ProblemException(
                            GatewayProblem.PERMISSION_DENIED, "Your role does not allow this."));
        }
        return chain.filter(exchange);
    }

    private static Mono<Void> refused(
            ServerWebExchange exchange, WebFilterChain chain, Access access, Reason reason) {
        GatewayCall.of(exchange).dropToken();
        if (access != Access.ANYONE) {
            RefusedCall.attach(
                    exchange,
                    new ProblemException(GatewayProblem.TOKEN_REFUSED, reason.detail())
                            .with("service", "gateway")
                            .with("reason", reason.name()));
        }
        return chain.filter(exchange);
    }

    /** Null where there is none, or another scheme than Bearer. */
    private static @Nullable String token(ServerWebExchange exchange) {
        var header = exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return null;
        }
        var token = header.substring(SCHEME.length()).trim();
        return token.isEmpty() ? null : token;
    }
}
