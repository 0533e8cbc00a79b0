package com.oetpraxis.session.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.oetpraxis.session.practice.SessionEvent.SessionCancelled;
import com.oetpraxis.session.practice.SessionEvent.SessionCompleted;
import com.oetpraxis.session.practice.SessionEvent.SessionCreated;
import com.oetpraxis.session.practice.SessionEvent.SessionExpired;
import com.oetpraxis.session.practice.SessionEvent.SessionStarted;
import com.oetpraxis.session.practice.SessionEvent.TurnCompleted;
import com.oetpraxis.session.transcript.Speaker;
import com.oetpraxis.session.transcript.Transcript;
import com.oetpraxis.shared.web.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class PracticeSessionTest {

    private static final Duration GRACE = Duration.ofSeconds(60);
    private static final Transcript NOTHING = new Transcript(List.of());
    private static final UUID REPORT = UUID.randomUUID();

    private final PracticeSession session = TestSessions.created();

    @Test
    void isAnnouncedWhenItIsMade() {
        assertThat(TestSessions.events(session)).singleElement().isInstanceOf(SessionCreated.class);
        assertThat(session.status()).isEqualTo(SessionStatus.CREATED);
    }

    @Test
    void beginsWithTheFirstConnection() {
        session.connect(GRACE, TestSessions.at(30));

        assertThat(session.status()).isEqualTo(SessionStatus.IN_PROGRESS);
        assertThat(session.active(TestSessions.at(40))).isEqualTo(Duration.ofSeconds(10));
        assertThat(session.epoch()).isEqualTo(1);
    }

    @Test
    void countsFromTheLearnersFirstWordOn() {
        session.connect(GRACE, TestSessions.at(0));

        session.append(1, TestSessions.turn(1, Speaker.PATIENT), TestSessions.at(8));
        assertThat(session.isStarted()).isFalse();
        session.append(1, TestSessions.turn(2, Speaker.LEARNER), TestSessions.at(12));
        session.append(1, TestSessions.turn(3, Speaker.LEARNER), TestSessions.at(15));

        assertThat(session.isStarted()).isTrue();
        assertThat(TestSessions.events(session))
                .filteredOn(SessionStarted.class::isInstance)
                .hasSize(1);
        assertThat(TestSessions.events(session))
                .filteredOn(TurnCompleted.class::isInstance)
                .hasSize(3);
    }

    @Test
    void refusesATurnThatDoesNotFollow() {
        session.connect(GRACE, TestSessions.at(0));

        refuses(
                PracticeProblem.TURN_CONFLICT,
                () -> session.append(1, TestSessions.turn(2, Speaker.LEARNER), TestSessions.at(5)));
    }

    @Test
    void refusesTheConnectionThatWasReplaced() {
        session.connect(GRACE, TestSessions.at(0));
        session.connect(GRACE, TestSessions.at(5));

        refuses(
                PracticeProblem.STALE_EPOCH,
                () -> session.append(1, TestSessions.turn(1, Speaker.LEARNER), TestSessions.at(6)));
    }

    @Test
    void leavesPausesOutOfItsDuration() {
        session.connect(GRACE, TestSessions.at(0));
        session.pause(TestSessions.at(10));
        session.pause(TestSessions.at(20));
        session.resume(TestSessions.at(40));
        session.pause(TestSessions.at(50));

        session.complete(REPORT, EndReason.COMPLETED, NOTHING, TestSessions.at(500));

        assertThat(session.duration()).isEqualTo(20);
        assertThat(session.active(TestSessions.at(900))).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void leavesALostConnectionOutOfItsDuration() {
        session.connect(GRACE, TestSessions.at(0));
        session.append(1, TestSessions.turn(1, Speaker.LEARNER), TestSessions.at(20));

        session.connect(GRACE, TestSessions.at(620));

        assertThat(session.active(TestSessions.at(620))).isEqualTo(Duration.ofSeconds(80));
    }

    @Test
    void cannotBePausedBeforeItHasBegun() {
        refuses(PracticeProblem.SESSION_NOT_STARTED, () -> session.pause(TestSessions.at(1)));
        refuses(PracticeProblem.SESSION_NOT_STARTED, () -> session.resume(TestSessions.at(1)));
    }

    @Test
    void announcesItsReportWhenCompleted() {
        session.connect(GRACE, TestSessions.at(0));

        session.complete(REPORT, EndReason.STOPPED, NOTHING, TestSessions.at(61));

        assertThat(TestSessions.events(session))
                .last()
                .isEqualTo(
                        new SessionCompleted(
                                session.id(),
                                session.userId(),
                                session.view().scenarioId(),
                                REPORT,
                                61));
        assertThat(session.view().endReason()).isEqualTo("stopped");
    }

    @Test
    void takesNothingOnceItHasEnded() {
        session.connect(GRACE, TestSessions.at(0));
        session.complete(REPORT, EndReason.COMPLETED, NOTHING, TestSessions.at(60));

        refuses(
                PracticeProblem.SESSION_ENDED,
                () ->
                        session.append(
                                1, TestSessions.turn(1, Speaker.LEARNER), TestSessions.at(61)));
        refuses(PracticeProblem.SESSION_ENDED, () -> session.connect(GRACE, TestSessions.at(61)));
        refuses(PracticeProblem.SESSION_ENDED, () -> session.pause(TestSessions.at(61)));
        refuses(PracticeProblem.SESSION_COMPLETED, () -> session.cancel(TestSessions.at(61)));
    }

    @Test
    void saysWhetherACancelledSessionCounts() {
        session.cancel(TestSessions.at(5));
        session.cancel(TestSessions.at(6));

        assertThat(TestSessions.events(session))
                .filteredOn(SessionCancelled.class::isInstance)
                .singleElement()
                .isEqualTo(
                        new SessionCancelled(session.id(), session.userId(), "cancelled", false));
    }

    @Test
    void endsItsClockWithTheLastSignOfLifeWhenItExpires() {
        session.connect(GRACE, TestSessions.at(0));
        session.append(1, TestSessions.turn(1, Speaker.LEARNER), TestSessions.at(45));

        session.expire(false, REPORT, NOTHING, TestSessions.at(945));

        assertThat(session.status()).isEqualTo(SessionStatus.CANCELLED);
        assertThat(session.duration()).isEqualTo(45);
        assertThat(TestSessions.events(session))
                .last()
                .isEqualTo(new SessionExpired(session.id(), session.userId(), "expired", true));
    }

    @Test
    void isIdleAfterAQuarterOfAnHourWithoutAWord() {
        var quarter = Duration.ofMinutes(15);
        session.connect(GRACE, TestSessions.at(0));
        session.pause(TestSessions.at(600));

        assertThat(session.isIdle(quarter, TestSessions.at(899))).isFalse();
        assertThat(session.isIdle(quarter, TestSessions.at(900))).isTrue();
    }

    private static void refuses(PracticeProblem problem, ThrowingCallable call) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(call)
                .satisfies(e -> assertThat(e.type()).isEqualTo(problem));
    }
}
