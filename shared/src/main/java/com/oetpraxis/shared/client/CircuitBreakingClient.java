package com.oetpraxis.shared.client;

import feign.Client;
import feign.Request;
import feign.Response;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** One circuit per called service; 5xx and silence count against it, 4xx do not. */
class CircuitBreakingClient implements Client {

    private final Client client;
    private final CircuitBreakerRegistry circuits;

    CircuitBreakingClient(Client client, CircuitBreakerRegistry circuits) {
        this.client = client;
        this.circuits = circuits;
    }

    @Override
    public Response execute(Request request, Request.Options options) {
        var service = request.requestTemplate().feignTarget().name();
        var circuit = circuits.circuitBreaker(service);
        try {
            circuit.acquirePermission();
        } catch (CallNotPermittedException e) {
            throw new UpstreamUnavailableException(service, e);
        }
        var start = System.nanoTime();
        try {
            var response = client.execute(request, options);
            var took = System.nanoTime() - start;
            if (response.status() >= 500) {
                circuit.onError(
                        took,
                        TimeUnit.NANOSECONDS,
                        new UpstreamUnavailableException(service, response.status()));
            } else {
                circuit.onSuccess(took, TimeUnit.NANOSECONDS);
            }
            return response;
        } catch (IOException | RuntimeException e) {
            circuit.onError(System.nanoTime() - start, TimeUnit.NANOSECONDS, e);
            throw new UpstreamUnavailableException(service, e);
        }
    }
}
