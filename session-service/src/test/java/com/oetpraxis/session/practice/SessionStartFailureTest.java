package com.oetpraxis.session.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.oetpraxis.session.ServiceTest;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** What becomes of the hold when it is not known whether the session was stored. */
class SessionStartFailureTest extends ServiceTest {

    private static final String RELEASE = "/internal/entitlements/release";

    @Autowired private SessionStart starts;
    @Autowired private TransactionTemplate transaction;

    @Test
    void keepsTheHoldOfASessionThatWasStoredWithoutAnAnswer() {
        var attempt = starts.attempt(learner, scenario);
        attempt.store(attempt.admit());

        attempt.giveBack();

        assertThat(STUBS.calls("billing-service", RELEASE)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void waitsForACommitThatIsUnderWay(boolean commits) throws Exception {
        var attempt = starts.attempt(learner, scenario);
        var admitted = attempt.admit();
        var stored = new CountDownLatch(1);
        var finish = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var store =
                    threads.submit(() ->
                            transaction.executeWithoutResult(status -> {
                                attempt.store(admitted);
                                stored.countDown();
                                awaitQuietly(finish);
                                if (!commits) {
                                    status.setRollbackOnly();
                                }
                            }));
            stored.await();
            var giveBack = threads.submit(attempt::giveBack);
            try {
                await().until(this::somebodyWaitsForALock);
            } finally {
                finish.countDown();
            }
            store.get();
            giveBack.get();
        }

        assertThat(STUBS.calls("billing-service", RELEASE)).hasSize(commits ? 0 : 1);
    }

    /** billing's sweep asks later. */
    @Test
    void keepsTheHoldWhereTheDatabaseDoesNotSay() {
        var attempt = starts.attempt(learner, scenario);
        attempt.store(attempt.admit());
        jdbc.sql("alter table open_sessions rename to open_sessions_away").update();
        try {
            attempt.giveBack();
        } finally {
            jdbc.sql("alter table open_sessions_away rename to open_sessions").update();
        }

        assertThat(STUBS.calls("billing-service", RELEASE)).isEmpty();
    }

    @Test
    void givesBackWhatWasHeldWhereNothingWasStored() {
        var attempt = starts.attempt(learner, scenario);
        attempt.admit();

        attempt.giveBack();

        assertThat(STUBS.calls("billing-service", RELEASE)).hasSize(1);
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

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
