package com.oetpraxis.user.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.oetpraxis.shared.web.ProblemException;
import com.oetpraxis.user.MovableClock;
import com.oetpraxis.user.signin.FailedSignIns.Attempt;
import com.oetpraxis.user.signin.FailureWindows.Step;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.RedisConnectionFailureException;
import org.springframework.data.redis.core.StringRedisTemplate;

class LocalFailureWindowsTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Attempt ANA = new Attempt("ana@example.org", "198.51.100.1");

    private final LocalFailureWindows windows = new LocalFailureWindows();

    @Test
    void lockAnAccountAfterFiveFailuresWhateverItsCase() {
        for (var i = 0; i < 5; i++) {
            assertThat(fail(ANA, NOON.plusSeconds(i))).isZero();
        }

        var again = new Attempt("ANA@example.org", "198.51.100.2");
        assertThat(windows.apply(Step.CHECK, again, NOON.plusSeconds(60)))
                .isEqualTo(Duration.ofMinutes(14));
        assertThat(fail(again, NOON.plusSeconds(60))).isPositive();
        assertThat(windows.apply(Step.SUCCEED, again, NOON.plusSeconds(60))).isPositive();
        assertThat(windows.apply(Step.CHECK, again, NOON.plus(FailedSignIns.WINDOW))).isZero();
    }

    @Test
    void lockAnAddressAfterTwentyFailures() {
        for (var i = 0; i < 20; i++) {
            assertThat(fail(new Attempt("a" + i + "@example.org", "198.51.100.1"), NOON)).isZero();
        }

        assertThat(windows.apply(Step.CHECK, ANA, NOON)).isEqualTo(FailedSignIns.WINDOW);
        assertThat(windows.apply(Step.CHECK, new Attempt("b@example.org", "198.51.100.2"), NOON))
                .isZero();
    }

    @Test
    void forgetAnAccountsFailuresOnceItSignsIn() {
        for (var i = 0; i < 4; i++) {
            fail(ANA, NOON);
        }
        windows.apply(Step.SUCCEED, ANA, NOON);

        for (var i = 0; i < 4; i++) {
            assertThat(fail(ANA, NOON)).isZero();
        }
        assertThat(windows.apply(Step.CHECK, ANA, NOON)).isZero();
    }

    @Test
    void standInWhileRedisIsAway() {
        var failures = new FailedSignIns(new AbsentRedis(), windows, new MovableClock());
        for (var i = 0; i < 5; i++) {
            failures.failed(ANA);
        }

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> failures.check(ANA))
                .satisfies(problem -> {
                    assertThat(problem.type()).isEqualTo(SignInProblem.TOO_MANY_FAILURES);
                    assertThat(problem.retryAfter()).isGreaterThan(Duration.ofMinutes(14));
                });
    }

    private Duration fail(Attempt attempt, Instant now) {
        return windows.apply(Step.FAIL, attempt, now);
    }

    private static class AbsentRedis extends RedisFailureWindows {

        AbsentRedis() {
            super(new StringRedisTemplate());
        }

        @Override
        public Duration apply(Step step, Attempt attempt, Instant now) {
            throw new RedisConnectionFailureException("away");
        }
    }
}
