package com.oetpraxis.gateway.limit;

import reactor.core.publisher.Mono;

/** Counts calls. */
interface Limiter {

    /**
     * Takes one call out of all windows of the policy, or none.
     *
     * @param key of the client
     */
    Mono<Decision> take(String key, Policy policy);
}
