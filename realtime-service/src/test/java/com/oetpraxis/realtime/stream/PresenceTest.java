package com.oetpraxis.realtime.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.oetpraxis.devstack.testing.TestServers;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

class PresenceTest {

    private final UUID session = UUID.randomUUID();
    private final UUID first = UUID.randomUUID();
    private final UUID second = UUID.randomUUID();
    private LettuceConnectionFactory factory = new LettuceConnectionFactory();

    private Presence presence(int port) {
        factory =
                new LettuceConnectionFactory(
                        new RedisStandaloneConfiguration("127.0.0.1", port),
                        LettuceClientConfiguration.builder()
                                .commandTimeout(Duration.ofMillis(500))
                                .build());
        factory.afterPropertiesSet();
        factory.start();
        return new Presence(new StringRedisTemplate(factory));
    }

    @AfterEach
    void stop() {
        factory.destroy();
    }

    @Test
    void knowsWhoCameLast() {
        var presence = presence(TestServers.get().redisPort());

        presence.enter(session, first);
        assertThat(presence.stillHas(session, first)).isTrue();
        presence.enter(session, second);

        assertThat(presence.stillHas(session, first)).isFalse();
        assertThat(presence.stillHas(session, second)).isTrue();
    }

    @Test
    void isNotEndedByTheOneThatHasGone() {
        var presence = presence(TestServers.get().redisPort());
        presence.enter(session, first);
        presence.enter(session, second);

        presence.leave(session, first);

        assertThat(presence.stillHas(session, first)).isFalse();
    }

    @Test
    void isNeverTakenBackByTheOneBefore() throws Exception {
        var presence = presence(TestServers.get().redisPort());
        try (var threads = Executors.newFixedThreadPool(2)) {
            for (int round = 0; round < 500; round++) {
                UUID next = UUID.randomUUID();
                presence.enter(next, first);
                var together = new CyclicBarrier(2);

                var checking =
                        threads.submit(() -> {
                            together.await();
                            return presence.stillHas(next, first);
                        });
                var entering =
                        threads.submit(() -> {
                            together.await();
                            presence.enter(next, second);
                            return null;
                        });
                checking.get();
                entering.get();

                assertThat(presence.stillHas(next, second)).as("round %d", round).isTrue();
            }
        }
    }

    @Test
    void remembersADropOnce() {
        var presence = presence(TestServers.get().redisPort());
        presence.dropped(session);

        assertThat(presence.takeDropped(session)).isTrue();
        assertThat(presence.takeDropped(session)).isFalse();
    }

    @Test
    void letsEveryStreamGoOnWithoutRedis() {
        var presence = presence(1);

        presence.enter(session, first);
        presence.dropped(session);

        assertThat(presence.stillHas(session, first)).isTrue();
        assertThat(presence.takeDropped(session)).isTrue();
        assertThat(presence.takeDropped(session)).isFalse();
    }
}
