package com.oetpraxis.user.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.oetpraxis.user.Fixtures.Caller;
import com.oetpraxis.user.MovableClock;
import com.oetpraxis.user.UserServiceTest;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@UserServiceTest
class PurgeTest {

    @Autowired private Purge purge;
    @Autowired private Caller caller;
    @Autowired private JdbcClient jdbc;
    @Autowired private MovableClock clock;

    @AfterEach
    void backToNow() {
        clock.reset();
    }

    @Test
    void takesOnlyWhatHasExpiredLongAgo() {
        var email = Caller.newEmail();
        var id = caller.register(email);
        caller.login(email);
        clock.pass(Duration.ofDays(13));
        caller.login(email);

        purge.run();
        assertThat(tokens(id)).isEqualTo(2);

        clock.pass(Duration.ofDays(2));
        purge.run();
        assertThat(tokens(id)).isEqualTo(1);
    }

    @Test
    void takesTheLinksOfMailsToo() {
        var email = Caller.newEmail();
        var id = caller.register(email);
        await().until(() -> links(id) == 1);
        clock.pass(Duration.ofDays(7));
        purge.run();
        assertThat(links(id)).isEqualTo(1);

        clock.pass(Duration.ofDays(2));
        purge.run();

        assertThat(links(id)).isZero();
    }

    private int links(java.util.UUID userId) {
        return jdbc.sql("select count(*) from one_time_tokens where user_id = ?")
                .param(userId)
                .query(Integer.class)
                .single();
    }

    private int tokens(java.util.UUID userId) {
        return jdbc.sql("select count(*) from refresh_tokens where user_id = ?")
                .param(userId)
                .query(Integer.class)
                .single();
    }
}
