package com.oetpraxis.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class LocalLimiterTest {

    private final Hands clock = new Hands();
    private final LocalLimiter limiter = new LocalLimiter(clock);
    private final Policy policy =
            Policy.of(
                    "test",
                    new Window(Duration.ofSeconds(10), 3, false),
                    new Window(Duration.ofHours(1), 5, true));

    private Decision take() {
        var decision = limiter.take("k", policy).block();
        assertThat(decision).isNotNull();
        return decision;
    }

    @Test
    void refusesByTheShortWindowAndLetsThroughWhenItSaid() {
        for (var i = 0; i < 3; i++) {
            assertThat(take().allowed()).isTrue();
        }

        var refused = take();

        assertThat(refused.allowed()).isFalse();
        assertThat(refused.limit()).isEqualTo(3);
        clock.advance(Duration.ofMillis(refused.retryMillis() - 1));
        assertThat(take().allowed()).isFalse();
        clock.advance(Duration.ofMillis(1));
        assertThat(take().allowed()).isTrue();
    }

    @Test
    void refusesByTheLongWindow() {
        for (var i = 0; i < 5; i++) {
            assertThat(take().allowed()).isTrue();
            clock.advance(Duration.ofSeconds(11));
        }

        var refused = take();

        assertThat(refused.allowed()).isFalse();
        assertThat(refused.limit()).isEqualTo(5);
        assertThat(Duration.ofMillis(refused.retryMillis()))
                .isBetween(Duration.ofMinutes(55), Duration.ofMinutes(63));
    }

    @Test
    void tellsTheTightestWindowThatIsToBeTold() {
        var decision = take();

        assertThat(decision.limit()).isEqualTo(5);
        assertThat(decision.remaining()).isEqualTo(4);
    }

    @Test
    void countsEachClientApart() {
        for (var i = 0; i < 4; i++) {
            take();
        }

        assertThat(limiter.take("other", policy).block())
                .extracting(Decision::allowed)
                .isEqualTo(true);
    }

    /** A clock that moves when it is told to. */
    private static final class Hands extends Clock {

        private Instant now = Instant.parse("2026-11-21T12:00:00Z");

        void advance(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
