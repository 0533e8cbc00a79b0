package com.oetpraxis.session.practice;

import static org.assertj.core.api.Assertions.assertThat;

import com.oetpraxis.session.practice.SessionEvent.SessionCancelled;
import com.oetpraxis.session.practice.SessionEvent.SessionCompleted;
import com.oetpraxis.session.practice.SessionEvent.SessionExpired;
import com.oetpraxis.session.practice.SessionEvent.SessionStarted;
import com.oetpraxis.session.practice.SessionEvent.TurnCompleted;
import com.oetpraxis.session.transcript.Speaker;
import com.oetpraxis.session.transcript.Transcript;
import com.oetpraxis.shared.web.ProblemException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Random steps never bring a session into a state that catalogue 7.2 does not have. */
class PracticeSessionStatesTest {

    private static final Transcript NOTHING = new Transcript(List.of());
    private static final Duration GRACE = Duration.ofSeconds(60);

    private static final Map<SessionStatus, Set<SessionStatus>> ALLOWED =
            new EnumMap<>(
                    Map.of(
                            SessionStatus.CREATED,
                            EnumSet.of(
                                    SessionStatus.IN_PROGRESS,
                                    SessionStatus.COMPLETED,
                                    SessionStatus.CANCELLED),
                            SessionStatus.IN_PROGRESS,
                            EnumSet.of(
                                    SessionStatus.PAUSED,
                                    SessionStatus.COMPLETED,
                                    SessionStatus.CANCELLED),
                            SessionStatus.PAUSED,
                            EnumSet.of(
                                    SessionStatus.IN_PROGRESS,
                                    SessionStatus.COMPLETED,
                                    SessionStatus.CANCELLED),
                            SessionStatus.COMPLETED,
                            EnumSet.noneOf(SessionStatus.class),
                            SessionStatus.CANCELLED,
                            EnumSet.noneOf(SessionStatus.class)));

    enum Verb {
        CONNECT,
        LEARNER_TURN,
        PATIENT_TURN,
        STALE_TURN,
        SKIPPED_TURN,
        PAUSE,
        RESUME,
        COMPLETE,
        CANCEL,
        EXPIRE_ASSESSABLE,
        EXPIRE
    }

    record Step(Verb verb, int secondsLater) {}

    @Provide
    Arbitrary<List<Step>> steps() {
        var verbs =
                Arbitraries.frequencyOf(
                        net.jqwik.api.Tuple.of(
                                12,
                                Arbitraries.of(
                                        Verb.CONNECT,
                                        Verb.LEARNER_TURN,
                                        Verb.PATIENT_TURN,
                                        Verb.PAUSE,
                                        Verb.RESUME)),
                        net.jqwik.api.Tuple.of(2, Arbitraries.of(Verb.class)));
        return Combinators.combine(verbs, Arbitraries.integers().between(0, 200))
                .as(Step::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(60);
    }

    @Property(tries = 500)
    void staysWithinItsStates(@ForAll("steps") List<Step> steps) {
        var session = TestSessions.created();
        long second = 0;
        var turns = 0;
        var learnerSpoke = false;
        var active = Duration.ZERO;
        for (var step : steps) {
            second += step.secondsLater();
            var before = session.status();
            var wasOpen = before.isOpen();
            var done = apply(session, step.verb(), second);

            var after = session.status();
            if (after != before) {
                assertThat(ALLOWED.get(before)).contains(after);
            }
            assertThat(done && !wasOpen && step.verb() != Verb.CANCEL).isFalse();
            if (done && (step.verb() == Verb.LEARNER_TURN || step.verb() == Verb.PATIENT_TURN)) {
                turns++;
                learnerSpoke |= step.verb() == Verb.LEARNER_TURN;
            }
            assertThat(session.lastTurn()).isEqualTo(turns);
            assertThat(session.isStarted()).isEqualTo(learnerSpoke);
            var now = session.active(TestSessions.at(second));
            assertThat(now).isLessThanOrEqualTo(Duration.ofSeconds(second));
            if (wasOpen && after.isOpen() && step.verb() != Verb.CONNECT) {
                assertThat(now).isGreaterThanOrEqualTo(active);
            }
            active = now;
        }
        var events = TestSessions.events(session);
        assertThat(events.stream().filter(SessionStarted.class::isInstance))
                .hasSize(learnerSpoke ? 1 : 0);
        assertThat(events.stream().filter(TurnCompleted.class::isInstance)).hasSize(turns);
        assertThat(
                        events.stream()
                                .filter(e ->
                                        e instanceof SessionCompleted
                                                || e instanceof SessionCancelled
                                                || e instanceof SessionExpired))
                .hasSize(session.status().isOpen() ? 0 : 1);
    }

    private static boolean apply(PracticeSession session, Verb verb, long second) {
        var now = TestSessions.at(second);
        var next = session.lastTurn() + 1;
        try {
            switch (verb) {
                case CONNECT -> session.connect(GRACE, now);
                case LEARNER_TURN ->
                        session.append(
                                session.epoch(), TestSessions.turn(next, Speaker.LEARNER), now);
                case PATIENT_TURN ->
                        session.append(
                                session.epoch(), TestSessions.turn(next, Speaker.PATIENT), now);
                case STALE_TURN ->
                        session.append(
                                session.epoch() - 1, TestSessions.turn(next, Speaker.LEARNER), now);
                case SKIPPED_TURN ->
                        session.append(
                                session.epoch(), TestSessions.turn(next + 1, Speaker.LEARNER), now);
                case PAUSE -> session.pause(now);
                case RESUME -> session.resume(now);
                case COMPLETE ->
                        session.complete(UUID.randomUUID(), EndReason.COMPLETED, NOTHING, now);
                case CANCEL -> session.cancel(now);
                case EXPIRE_ASSESSABLE -> session.expire(true, UUID.randomUUID(), NOTHING, now);
                case EXPIRE -> session.expire(false, UUID.randomUUID(), NOTHING, now);
            }
            return true;
        } catch (ProblemException refused) {
            return false;
        }
    }
}
