package com.oetpraxis.billing.entitlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.oetpraxis.billing.BillingIntegrationTest;
import com.oetpraxis.billing.plan.Tier;
import com.oetpraxis.shared.web.ProblemException;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Two sessions are created at the same moment and one free unit is left (BR-35). */
@BillingIntegrationTest
class AllowanceLockTest {

    @Autowired EntitlementService entitlements;
    @Autowired TransactionTemplate transaction;
    @Autowired JdbcClient jdbc;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void letsTheSecondWaitForWhatTheFirstDoes(boolean firstCommits) throws Exception {
        var learner = UUID.randomUUID();
        reserve(learner);
        reserve(learner);
        var reserved = new CountDownLatch(1);
        var finish = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> first =
                    threads.submit(() ->
                            transaction.executeWithoutResult(status -> {
                                reserve(learner);
                                reserved.countDown();
                                awaitQuietly(finish);
                                if (!firstCommits) {
                                    status.setRollbackOnly();
                                }
                            }));
            reserved.await();
            var second = threads.submit(() -> reserve(learner));
            await().until(this::somebodyWaitsForALock);
            assertThat(second.isDone()).isFalse();
            finish.countDown();
            first.get();

            assertThat(second.get()).isEqualTo(firstCommits ? "SUBSCRIPTION_REQUIRED" : "HELD");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void givesBackWhatIsBeingReserved(boolean reservationCommits) throws Exception {
        var learner = UUID.randomUUID();
        var key = UUID.randomUUID();
        var reserved = new CountDownLatch(1);
        var finish = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> reservation =
                    threads.submit(() ->
                            transaction.executeWithoutResult(status -> {
                                reserve(learner, key);
                                reserved.countDown();
                                awaitQuietly(finish);
                                if (!reservationCommits) {
                                    status.setRollbackOnly();
                                }
                            }));
            reserved.await();
            var release = threads.submit(() -> entitlements.release(key));
            try {
                await().until(this::somebodyWaitsForALock);
            } finally {
                finish.countDown();
            }
            reservation.get();

            assertThat(release.get()).isEqualTo(Reservation.State.RELEASED);
        }
        assertThat(entitlements.show(learner, "oet").remaining()).isEqualTo(3);
        assertThat(reserve(learner, key)).isEqualTo(reservationCommits ? "RELEASED" : "CONFLICT");
    }

    private boolean somebodyWaitsForALock() {
        return jdbc.sql(
                                """
                                select count(*) from pg_stat_activity
                                where usename = current_user and wait_event_type = 'Lock'
                                """)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    private String reserve(UUID learner) {
        return reserve(learner, UUID.randomUUID());
    }

    private String reserve(UUID learner, UUID key) {
        try {
            return entitlements
                    .reserve(
                            new EntitlementService.Request(
                                    key, learner, "oet", "session", Tier.FREE))
                    .state()
                    .name();
        } catch (ProblemException e) {
            return e.type().name();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
