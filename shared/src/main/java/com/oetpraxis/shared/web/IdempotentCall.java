package com.oetpraxis.shared.web;

import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.http.ResponseEntity;

/**
 * A call that creates or charges, repeatable by the header {@code Idempotency-Key} (1 to 255
 * characters, kept 24 h per user and route). The same key and body gives the stored answer with
 * {@code Idempotent-Replayed: true}; another body answers 422; a twin still running is waited for
 * up to 2 s, then answers 409 with {@code Retry-After: 1}. Without the header the call simply runs.
 */
public interface IdempotentCall {

    /** Runs the effect and stores its answer in one transaction. */
    <T> ResponseEntity<?> run(Supplier<ResponseEntity<T>> effect);

    /**
     * Runs {@code prepare} outside any transaction (calls to other services), then the effect and
     * the storing of its answer in one. A crash in between leaves the key free after 30 s, so
     * {@code prepare} must be repeatable.
     */
    <P, T> ResponseEntity<?> run(Supplier<P> prepare, Function<P, ResponseEntity<T>> effect);
}
