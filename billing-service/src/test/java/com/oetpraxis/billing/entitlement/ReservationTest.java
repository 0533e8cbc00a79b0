package com.oetpraxis.billing.entitlement;

import static org.assertj.core.api.Assertions.assertThat;

import com.oetpraxis.billing.entitlement.Reservation.State;
import com.oetpraxis.billing.plan.Tier;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReservationTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private final Reservation hold =
            Reservation.hold(
                    UUID.randomUUID(), UUID.randomUUID(), "oet", "session", Tier.FREE, NOON);

    @Test
    void isCapturedOnce() {
        var captured = hold.capture(NOON.plusSeconds(1));

        assertThat(captured.state()).isEqualTo(State.CAPTURED);
        assertThat(captured.settledAt()).isEqualTo(NOON.plusSeconds(1));
        assertThat(captured.capture(NOON.plusSeconds(2))).isEqualTo(captured);
    }

    @Test
    void isNotGivenBackOnceUsed() {
        var captured = hold.capture(NOON);

        assertThat(captured.release(NOON.plusSeconds(1))).isEqualTo(captured);
    }

    @Test
    void isNotUsedOnceGivenBack() {
        var released = hold.release(NOON);

        assertThat(released.state()).isEqualTo(State.RELEASED);
        assertThat(released.capture(NOON.plusSeconds(1))).isEqualTo(released);
    }
}
