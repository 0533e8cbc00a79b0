package com.oetpraxis.user.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.oetpraxis.user.Fixtures.Caller;
import com.oetpraxis.user.Mailbox;
import com.oetpraxis.user.MovableClock;
import com.oetpraxis.user.UserServiceTest;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Mails that cannot be sent, now or ever. */
@UserServiceTest
class MailRetryTest {

    @Autowired private MailRetry retry;
    @Autowired private Caller caller;
    @Autowired private JdbcClient jdbc;
    @Autowired private MovableClock clock;
    @Autowired private MeterRegistry meters;

    private final String email = Caller.newEmail();

    @BeforeEach
    void nobodyAnswers() {
        Mailbox.goAway();
    }

    @AfterEach
    void backToNow() {
        Mailbox.comeBack();
        clock.reset();
        jdbc.sql("delete from event_publication").update();
    }

    @Test
    void leavesAMailAloneUntilItsDelayIsOver() {
        var id = failed();
        failedOften(id, 20);

        retry.retry();
        clock.pass(Duration.ofMinutes(50));
        retry.retry();
        assertThat(attempts(id)).isEqualTo(20);

        clock.pass(Duration.ofMinutes(11));
        retry.retry();
        await().until(() -> Integer.valueOf(21).equals(attempts(id)));
    }

    @Test
    void doesNotLetHopelessMailsHoldBackTheOthers() {
        for (var n = 0; n < 60; n++) {
            hopeless();
        }
        var id = failed();
        Mailbox.comeBack();
        clock.pass(Duration.ofSeconds(30));

        retry.retry();

        await().until(() -> Mailbox.tokensTo(email).size() == 1);
        await().until(() -> status(id) == null);
        assertThat(jdbc.sql("select count(*) from event_publication").query(Integer.class).single())
                .isEqualTo(60);
    }

    /** Five failures must not use up the five mails of an hour. */
    @Test
    void countsOnlyMailsThatWereSent() {
        var id = failed();
        for (var attempt = 2; attempt <= 6; attempt++) {
            var expected = attempt;
            clock.pass(Duration.ofMinutes(6));
            retry.retry();
            await().until(() -> {
                var made = attempts(id);
                return made != null && made >= expected && "FAILED".equals(status(id));
            });
        }
        Mailbox.comeBack();

        resend();
        clock.pass(Duration.ofMinutes(10));
        retry.retry();

        await().until(() -> Mailbox.tokensTo(email).size() == 2);
    }

    @Test
    void sendsNoMoreThanFiveOnceTheServerIsBack() {
        var id = failed();
        for (var n = 0; n < 8; n++) {
            resend();
        }
        await().until(() -> waiting(id) == 9);
        Mailbox.comeBack();
        clock.pass(Duration.ofMinutes(1));

        retry.retry();

        await().until(() -> pending(id) == 0);
        assertThat(Mailbox.tokensTo(email)).hasSize(5);
    }

    @Test
    void givesUpAfterADay() {
        var id = failed();
        clock.pass(Duration.ofHours(23));
        retry.giveUp();
        assertThat(pending(id)).isEqualTo(1);
        var before = meters.counter("mail.given.up").count();

        clock.pass(Duration.ofHours(1));
        retry.giveUp();

        assertThat(pending(id)).isZero();
        assertThat(meters.counter("mail.given.up").count()).isEqualTo(before + 1);
    }

    @Test
    void waitsTwiceAsLongAfterEachFailureUpToAnHour() {
        assertThat(IntStream.of(0, 1, 2, 3, 9, 16, 17, 1000).mapToObj(retry::delay))
                .containsExactly( // 100 ms in tests
                        Duration.ofMillis(100),
                        Duration.ofMillis(100),
                        Duration.ofMillis(200),
                        Duration.ofMillis(400),
                        Duration.ofMillis(25_600),
                        Duration.ofMillis(3_276_800),
                        Duration.ofHours(1),
                        Duration.ofHours(1));
    }

    /** A new account whose first mail has failed. */
    private UUID failed() {
        var id = caller.register(email);
        await().until(() -> "FAILED".equals(status(id)));
        return id;
    }

    private void failedOften(UUID userId, int attempts) {
        jdbc.sql(
                        """
                        update event_publication
                        set completion_attempts = ?, last_resubmission_date = ?
                        where serialized_event like ?
                        """)
                .params(attempts, Timestamp.from(clock.instant()), "%" + userId + "%")
                .update();
    }

    /** A mail that has failed for hours and is not due. */
    private void hopeless() {
        jdbc.sql(
                        """
                        insert into event_publication
                            (id, listener_id, event_type, serialized_event, publication_date,
                             status, completion_attempts, last_resubmission_date)
                        values (gen_random_uuid(),
                            'com.oetpraxis.user.mail.VerificationMail.on(com.oetpraxis.user.account.VerificationRequested)',
                            'com.oetpraxis.user.account.VerificationRequested',
                            ?, now() - interval '5 hours', 'FAILED', 12, now())
                        """)
                .param("{\"userId\":\"%s\"}".formatted(UUID.randomUUID()))
                .update();
    }

    private void resend() {
        caller.post("/v1/auth/resend-verification", Map.of("email", email))
                .expectStatus()
                .isAccepted();
    }

    private @Nullable Integer attempts(UUID userId) {
        return jdbc.sql(
                        "select completion_attempts from event_publication where serialized_event"
                                + " like ? and event_type like '%UserRegistered'")
                .param("%" + userId + "%")
                .query(Integer.class)
                .optional()
                .orElse(null);
    }

    private @Nullable String status(UUID userId) {
        return jdbc.sql(
                        "select status from event_publication where serialized_event like ? and"
                                + " event_type like '%UserRegistered'")
                .param("%" + userId + "%")
                .query(String.class)
                .optional()
                .orElse(null);
    }

    /** Mails to the account that have not been sent, whether they wait or not. */
    private int pending(UUID userId) {
        return jdbc.sql("select count(*) from event_publication where serialized_event like ?")
                .param("%" + userId + "%")
                .query(Integer.class)
                .single();
    }

    /** Mails to the account that have failed and wait. */
    private int waiting(UUID userId) {
        return jdbc.sql(
                        "select count(*) from event_publication where serialized_event like ? and"
                                + " status = 'FAILED'")
                .param("%" + userId + "%")
                .query(Integer.class)
                .single();
    }
}
