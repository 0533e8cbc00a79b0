package com.oetpraxis.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.oetpraxis.gateway.token.Caller;
import com.oetpraxis.gateway.token.Caller.Role;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PoliciesTest {

    private final Policies policies = new Policies(Limits.of(1));

    private static Caller caller(Role role, boolean paid) {
        return new Caller(UUID.randomUUID(), role, paid, UUID.randomUUID(), 0);
    }

    private static Window window(Duration length, long limit, boolean told) {
        return new Window(length, limit, told);
    }

    @Test
    void hasTheFiguresOfTheCatalogue() {
        assertThat(policies.of(caller(Role.USER, false)).windows())
                .containsExactly(
                        window(Duration.ofSeconds(1), 10, false),
                        window(Duration.ofMinutes(1), 60, true),
                        window(Duration.ofHours(1), 1000, true));
        assertThat(policies.of(caller(Role.USER, true)).windows())
                .contains(window(Duration.ofMinutes(1), 300, true));
        assertThat(policies.of(caller(Role.ADMIN, false)).windows())
                .contains(
                        window(Duration.ofMinutes(1), 600, true),
                        window(Duration.ofHours(1), 2000, true));
        assertThat(policies.anonymous().windows())
                .containsExactly(
                        window(Duration.ofSeconds(10), 20, false),
                        window(Duration.ofHours(1), 60, true));
        assertThat(policies.webhook().windows())
                .containsExactly(window(Duration.ofSeconds(1), 50, true));
    }

    @Test
    void keepsTheCeilingWhereATierWouldGoBeyondIt() {
        var policy =
                Policy.of(
                        "x",
                        window(Duration.ofMinutes(1), 5000, true),
                        window(Duration.ofMinutes(1), 1000, true));

        assertThat(policy.windows()).containsExactly(window(Duration.ofMinutes(1), 1000, true));
    }

    @Test
    void leasesNothingWhereOneCallWouldBeTooMany() {
        assertThat(policies.of(caller(Role.USER, false)).lot()).isZero();
        assertThat(new Policies(Limits.of(100)).of(caller(Role.USER, false)).lot()).isEqualTo(50);
    }

    @Test
    void scalesEveryWindow() {
        assertThat(new Policies(Limits.of(100)).anonymous().windows())
                .containsExactly(
                        window(Duration.ofSeconds(10), 2000, false),
                        window(Duration.ofHours(1), 6000, true));
        assertThatIllegalArgumentException().isThrownBy(() -> scaled(0));
    }

    private static void scaled(int scale) {
        new LimitProperties(scale, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, Duration.ofSeconds(1));
    }

    @Test
    void countsAnIpv6CustomerOnce() {
        assertThat(ClientKey.of("2001:db8:1:2:3:4:5:6")).isEqualTo("2001:db8:1:2::/64");
        assertThat(ClientKey.of("192.0.2.1")).isEqualTo("192.0.2.1");
        assertThat(ClientKey.of("0:0:0:0:0:0:0:1")).isEqualTo("0:0:0:0::/64");
    }
}
