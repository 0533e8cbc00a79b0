package com.oetpraxis.session.practice;

import static org.assertj.core.api.Assertions.assertThat;

import com.oetpraxis.session.Api;
import com.oetpraxis.session.ServiceTest;
import com.oetpraxis.shared.job.ClusterLock;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** JB-15: sessions that nobody is in any more close by themselves. */
class SessionExpiryTest extends ServiceTest {

    @Autowired private SessionExpiry expiry;
    @Autowired private ClusterLock lock;

    @Test
    void cancelsASessionInWhichNothingWasSaid() {
        var id = create();
        silentFor(id, "15 minutes");

        expiry.closeIdleSessions();

        var state = api().get("/v1/sessions/" + id);
        assertThat(state.text("/status")).isEqualTo("cancelled");
        assertThat(state.text("/endReason")).isEqualTo("expired");
        assertThat(events(id)).containsExactly("session.created", "session.expired");
        assertThat(api().post("/v1/sessions", startBody()).status()).isEqualTo(201);
    }

    @Test
    void completesASessionThatCanBeAssessed() {
        var id = talk();
        silentFor(id, "15 minutes");

        expiry.closeIdleSessions();

        var state = api().get("/v1/sessions/" + id);
        assertThat(state.text("/status")).isEqualTo("completed");
        assertThat(state.text("/endReason")).isEqualTo("expired");
        assertThat(state.body().at("/timer/activeSeconds").asInt()).isLessThan(60);
        assertThat(state.text("/feedbackStatus")).isEqualTo("generating");
    }

    @Test
    void closesAPausedSessionToo() {
        var id = create();
        connect(id);
        api().post("/v1/sessions/" + id + "/pause");
        silentFor(id, "16 minutes");

        expiry.closeIdleSessions();

        assertThat(api().get("/v1/sessions/" + id).text("/status")).isEqualTo("cancelled");
    }

    @Test
    void leavesASessionThatWasHeardLately() {
        var id = create();
        silentFor(id, "14 minutes");

        expiry.closeIdleSessions();

        assertThat(api().get("/v1/sessions/" + id).text("/status")).isEqualTo("in-progress");
    }

    @Test
    void goesOnBehindASessionThatCannotBeClosed() {
        var broken = talk();
        jdbc.sql("update session_turns set quality = '{\"snrDb\": []}' where session_id = ?::uuid")
                .param(broken)
                .update(); // a later version's, say: this one cannot read it
        silentFor(broken, "40 minutes");
        var next = Api.of(port, UUID.randomUUID());
        var id = next.post("/v1/sessions", startBody()).text("/sessionId");
        silentFor(id, "16 minutes");

        expiry.closeIdleSessions();

        assertThat(api().get("/v1/sessions/" + broken).text("/status")).isEqualTo("in-progress");
        assertThat(next.get("/v1/sessions/" + id).text("/status")).isEqualTo("cancelled");
        jdbc.sql("update sessions set last_heard_at = now() where id = ?::uuid")
                .param(broken)
                .update();
    }

    @Test
    void runsOnOneInstanceAtATime() throws Exception {
        var running = new CountDownLatch(1);
        var done = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first =
                    threads.submit(() ->
                            lock.run(
                                    "a-job",
                                    () -> {
                                        running.countDown();
                                        await(done);
                                    }));
            running.await();

            assertThat(lock.run("a-job", () -> {})).isFalse();
            assertThat(lock.run("another-job", () -> {})).isTrue();
            done.countDown();
            assertThat(first.get()).isTrue();
        }
        assertThat(lock.run("a-job", () -> {})).isTrue();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void silentFor(String id, String time) {
        jdbc.sql(
                        """
                        update sessions set last_heard_at = last_heard_at - ?::interval
                        where id = ?::uuid
                        """)
                .params(time, id)
                .update();
    }
}
