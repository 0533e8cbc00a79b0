package com.oetpraxis.user.legal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.oetpraxis.shared.web.ProblemException;
import com.oetpraxis.user.Fixtures.Caller;
import com.oetpraxis.user.MovableClock;
import com.oetpraxis.user.UserServiceTest;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@UserServiceTest
class LegalServiceTest {

    private static final UUID NEXT = UUID.randomUUID();

    @Autowired private Caller caller;
    @Autowired private LegalService legal;
    @Autowired private JdbcClient jdbc;
    @Autowired private MovableClock clock;

    @AfterEach
    void forget() {
        clock.reset();
        jdbc.sql("delete from legal_acceptances where document_id = ?").param(NEXT).update();
        jdbc.sql("delete from legal_documents where id = ?").param(NEXT).update();
    }

    @Test
    void asksAgainOnceANewerVersionIsInForce() {
        var user = caller.register(Caller.newEmail());
        var old = legal.inForce().stream().filter(d -> d.type().equals("terms")).findFirst();
        var tomorrow = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(1);
        jdbc.sql(
                        """
                        insert into legal_documents
                            (id, type, version, title, content, effective_date, created_at)
                        values (?, 'terms', '2.0', 'Terms of use', 'new', ?, now())
                        """)
                .params(NEXT, tomorrow)
                .update();
        assertThat(legal.hasAcceptedTerms(user)).isTrue();

        clock.pass(Duration.ofDays(1));

        assertThat(legal.termsVersion()).isEqualTo("2.0");
        assertThat(legal.hasAcceptedTerms(user)).isFalse();
        assertThat(old).isPresent();
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> legal.accept(user, old.get().id(), "1.0", "198.51.100.1"))
                .extracting(ProblemException::type)
                .isEqualTo(LegalProblem.DOCUMENT_SUPERSEDED);
        legal.accept(user, NEXT, "2.0", "198.51.100.1");
        assertThat(legal.hasAcceptedTerms(user)).isTrue();
    }
}
