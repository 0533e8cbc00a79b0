package com.oetpraxis.gateway.redis;

import static io.lettuce.core.ScriptOutputType.MULTI;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import jakarta.annotation.PreDestroy;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * One shared connection that never blocks: it is made at the first use and again after a loss, and
 * a command fails at once while there is none.
 */
@Component
public class Redis {

    private static final Logger log = LoggerFactory.getLogger(Redis.class);

    private final RedisClient client;
    private final RedisURI address;
    private final AtomicReference<@Nullable Mono<StatefulRedisConnection<String, String>>>
            connection = new AtomicReference<>();

    Redis(RedisProperties properties) {
        this.address = RedisURI.create(properties.url());
        this.address.setTimeout(properties.timeout());
        this.client = RedisClient.create();
        this.client.setOptions(
                ClientOptions.builder()
                        .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                        .socketOptions(
                                SocketOptions.builder()
                                        .connectTimeout(properties.timeout())
                                        .build())
                        .timeoutOptions(TimeoutOptions.enabled(properties.timeout()))
                        .build());
    }

    /** Whether Redis answers now. */
    public Mono<Boolean> answers() {
        return run(redis -> redis.async().ping())
                .map("PONG"::equals)
                .onErrorReturn(RedisException.class, false);
    }

    /** Whether the key exists; fails with a {@link RedisException} where Redis is away. */
    public Mono<Boolean> exists(String key) {
        return run(redis -> redis.async().exists(key)).map(count -> count > 0);
    }

    /** Runs a script that answers with numbers; fails with a {@link RedisException}. */
    public Mono<List<Long>> evaluate(Script script, String key, String... arguments) {
        var keys = new String[] {key};
        return this.<List<Long>>run(
                        redis -> redis.async().evalsha(script.digest(), MULTI, keys, arguments))
                .onErrorResume(
                        RedisNoScriptException.class,
                        unknown ->
                                run(redis ->
                                        redis.async()
                                                .eval(script.source(), MULTI, keys, arguments)));
    }

    private <T> Mono<T> run(
            Function<StatefulRedisConnection<String, String>, CompletionStage<T>> command) {
        return connection()
                .flatMap(redis -> Mono.fromCompletionStage(() -> command.apply(redis)))
                .onErrorMap(CompletionException.class, Redis::cause);
    }

    private static Throwable cause(CompletionException error) {
        return error.getCause() == null ? error : error.getCause();
    }

    private Mono<StatefulRedisConnection<String, String>> connection() {
        var known = connection.get();
        if (known != null) {
            return known;
        }
        var made = Mono.defer(this::connect).cache();
        return connection.compareAndSet(null, made) ? made : connection();
    }

    /** A failed attempt is forgotten, so that the next command makes another. */
    private Mono<StatefulRedisConnection<String, String>> connect() {
        return Mono.fromCompletionStage(() -> client.connectAsync(StringCodec.UTF8, address))
                .doOnNext(connected -> log.info("Connected to Redis at {}", address.getHost()))
                .onErrorMap(CompletionException.class, Redis::cause)
                .doOnError(error -> connection.set(null));
    }

    @PreDestroy
    void close() {
        client.shutdown();
    }
}
