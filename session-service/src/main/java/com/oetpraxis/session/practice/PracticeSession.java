package com.oetpraxis.session.practice;

import com.oetpraxis.session.admission.AdmittedScenario;
import com.oetpraxis.session.practice.SessionEvent.SessionCancelled;
import com.oetpraxis.session.practice.SessionEvent.SessionCompleted;
import com.oetpraxis.session.practice.SessionEvent.SessionCreated;
import com.oetpraxis.session.practice.SessionEvent.SessionExpired;
import com.oetpraxis.session.practice.SessionEvent.SessionPaused;
import com.oetpraxis.session.practice.SessionEvent.SessionResumed;
import com.oetpraxis.session.practice.SessionEvent.SessionStarted;
import com.oetpraxis.session.practice.SessionEvent.TurnCompleted;
import com.oetpraxis.session.transcript.Transcript;
import com.oetpraxis.session.transcript.Turn;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.PersistenceCreator;
import org.springframework.data.annotation.Version;
import org.springframework.data.domain.AbstractAggregateRoot;
import org.springframework.data.relational.core.mapping.Table;

/**
 * One learner's rehearsal of one scenario; open to turns until it is completed or cancelled. Its
 * clock runs from the first connection, stands still in pauses and is the server's (BR-38).
 */
@Table("sessions")
class PracticeSession extends AbstractAggregateRoot<PracticeSession> {

    private static final int SECONDS_A_MINUTE = 60;

    @Id private final UUID id;
    private final UUID userId;
    private final UUID scenarioId;
    private final int scenarioVersion;
    private final String scenarioCode;
    private final String scenarioTitle;
    private final String profession;
    private final int timeLimitSeconds;
    private final Instant createdAt;
    private @Nullable Integer personaAge;
    private @Nullable String personaGender;
    private String status;
    private int epoch;
    private int lastTurn;

    @SuppressWarnings("UnusedVariable") // for people who read the table
    private Instant updatedAt;

    private @Nullable Instant startedAt;
    private @Nullable Instant firstWordAt;
    private Instant lastHeardAt;
    private Instant lastSeenAt;
    private @Nullable Instant pausedAt;
    private BigDecimal pauseSeconds;
    private @Nullable Instant endedAt;
    private @Nullable String endReason;
    private @Nullable Integer durationSeconds;
    private @Nullable Integer exchanges;
    private @Nullable Double quality;

    @SuppressWarnings("UnusedVariable") // read by Spring Data
    @Version
    private int lockVersion;

    @PersistenceCreator
    private PracticeSession(
            UUID id,
            UUID userId,
            UUID scenarioId,
            int scenarioVersion,
            String scenarioCode,
            String scenarioTitle,
            String profession,
            int timeLimitSeconds,
            Instant createdAt,
            String status,
            Instant updatedAt,
            Instant lastHeardAt,
            Instant lastSeenAt,
            BigDecimal pauseSeconds) {
        this.id = id;
        this.userId = userId;
        this.scenarioId = scenarioId;
        this.scenarioVersion = scenarioVersion;
        this.scenarioCode = scenarioCode;
        this.scenarioTitle = scenarioTitle;
        this.profession = profession;
        this.timeLimitSeconds = timeLimitSeconds;
        this.createdAt = createdAt;
        this.status = status;
        this.updatedAt = updatedAt;
        this.lastHeardAt = lastHeardAt;
        this.lastSeenAt = lastSeenAt;
        this.pauseSeconds = pauseSeconds;
    }

    /** A session that waits for its learner to connect. */
    static PracticeSession start(UUID id, UUID userId, AdmittedScenario scenario, Instant now) {
        var session =
                new PracticeSession(
                        id,
                        userId,
                        scenario.id(),
                        scenario.version(),
                        scenario.code(),
                        scenario.title(),
                        scenario.profession(),
                        scenario.minutes() * SECONDS_A_MINUTE,
                        now,
                        SessionStatus.CREATED.code(),
                        now,
                        now,
                        now,
                        BigDecimal.ZERO);
        session.personaAge = scenario.persona().age();
        session.personaGender = scenario.persona().gender();
        session.registerEvent(
                new SessionCreated(id, userId, session.scenarioId, session.scenarioVersion));
        return session;
    }

    /**
     * A connection takes the session over; the ones before it are refused from now on (BR-47).
     * Where the last one was lost without a word, the clock is put back to soon after that (BR-41).
     */
    void connect(Duration grace, Instant now) {
        requireOpen();
        if (status() == SessionStatus.CREATED) {
            become(SessionStatus.IN_PROGRESS, now);
            startedAt = now;
        } else if (status() == SessionStatus.IN_PROGRESS) {
            var lost = Duration.between(lastSeenAt, now).minus(grace);
            if (lost.isPositive()) {
                addPause(lost);
            }
        }
        epoch++;
        lastHeardAt = now;
        seen(now);
    }

    /** Takes the next turn of either side. */
    void append(int ofEpoch, Turn turn, Instant now) {
        requireEpoch(ofEpoch);
        requireOpen();
        if (turn.turn() != lastTurn + 1) {
            throw PracticeProblem.TURN_CONFLICT
                    .because("Turn " + (lastTurn + 1) + " comes next.")
                    .with("expectedTurn", lastTurn + 1);
        }
        lastTurn = turn.turn();
        if (turn.isLearners()) {
            lastHeardAt = now;
            if (firstWordAt == null) {
                firstWordAt = now;
                registerEvent(new SessionStarted(id, userId));
            }
        }
        seen(now);
        registerEvent(new TurnCompleted(id, turn.turn(), turn.speaker().code()));
    }

    /** The connection of this epoch reports something that changes no state. */
    void touch(int ofEpoch, Instant now) {
        requireEpoch(ofEpoch);
        requireOpen();
        seen(now);
    }

    /** Stops the clock; does nothing where it stands already. */
    void pause(Instant now) {
        requireOpen();
        switch (status()) {
            case CREATED ->
                    throw PracticeProblem.SESSION_NOT_STARTED.because(
                            "The session has not begun; there is nothing to pause.");
            case IN_PROGRESS -> {
                become(SessionStatus.PAUSED, now);
                pausedAt = now;
                seen(now);
                registerEvent(new SessionPaused(id, userId));
            }
            default -> seen(now);
        }
    }

    /** Lets the clock go on; does nothing where it runs. */
    void resume(Instant now) {
        requireOpen();
        switch (status()) {
            case CREATED ->
                    throw PracticeProblem.SESSION_NOT_STARTED.because(
                            "The session has not begun; connect to its stream.");
            case PAUSED -> {
                endPause(now);
                become(SessionStatus.IN_PROGRESS, now);
                seen(now);
                registerEvent(new SessionResumed(id, userId));
            }
            default -> seen(now);
        }
    }

    /** Ends the session with a report to come. */
    void complete(UUID reportId, EndReason reason, Transcript transcript, Instant now) {
        requireOpen();
        close(SessionStatus.COMPLETED, reason, now, now);
        measure(transcript);
        registerEvent(new SessionCompleted(id, userId, scenarioId, reportId, duration()));
    }

    /** Gives the session up; it gets no report. */
    void cancel(Instant now) {
        if (status() == SessionStatus.COMPLETED) {
            throw PracticeProblem.SESSION_COMPLETED.because(
                    "The session is completed and cannot be cancelled.");
        }
        if (status() == SessionStatus.CANCELLED) {
            return;
        }
        close(SessionStatus.CANCELLED, EndReason.CANCELLED, now, now);
        registerEvent(new SessionCancelled(id, userId, EndReason.CANCELLED.code(), isStarted()));
    }

    /** Ends a session that nobody is in any more; the time since its last sign of life is none. */
    void expire(boolean assessable, UUID reportId, Transcript transcript, Instant now) {
        requireOpen();
        if (assessable) {
            close(SessionStatus.COMPLETED, EndReason.EXPIRED, lastSeenAt, now);
            measure(transcript);
            registerEvent(new SessionCompleted(id, userId, scenarioId, reportId, duration()));
        } else {
            close(SessionStatus.CANCELLED, EndReason.EXPIRED, lastSeenAt, now);
            registerEvent(new SessionExpired(id, userId, EndReason.EXPIRED.code(), isStarted()));
        }
    }

    /** Whether neither a connection nor a word has come for this long. */
    boolean isIdle(Duration timeout, Instant now) {
        return status().isOpen() && !lastHeardAt.plus(timeout).isAfter(now);
    }

    /** Time on the clock: from the first connection to now or the end, pauses left out. */
    Duration active(Instant now) {
        if (startedAt == null) {
            return Duration.ZERO;
        }
        if (durationSeconds != null) {
            return Duration.ofSeconds(durationSeconds);
        }
        var until = pausedAt == null ? now : pausedAt;
        var active = Duration.between(startedAt, until).minus(paused());
        return active.isNegative() ? Duration.ZERO : active;
    }

    /** The clock at the last sign of life. */
    Duration activeWhenLastSeen() {
        return active(lastSeenAt);
    }

    void requireEpoch(int ofEpoch) {
        if (ofEpoch != epoch) {
            throw PracticeProblem.STALE_EPOCH.because(
                    "Another connection has taken this session over.");
        }
    }

    void requireOpen() {
        if (!status().isOpen()) {
            throw PracticeProblem.SESSION_ENDED
                    .because("The session has ended; start another one.")
                    .with("status", status);
        }
    }

    private void close(SessionStatus end, EndReason reason, Instant clockEnd, Instant now) {
        var length = active(clockEnd);
        become(end, now);
        pausedAt = null;
        endedAt = now;
        endReason = reason.code();
        durationSeconds = (int) length.toSeconds();
    }

    private void measure(Transcript transcript) {
        exchanges = transcript.exchanges();
        var sound = transcript.audioQuality();
        quality = sound == null ? null : sound.value();
    }

    private void endPause(Instant now) {
        if (pausedAt != null) {
            addPause(Duration.between(pausedAt, now));
            pausedAt = null;
        }
    }

    private void addPause(Duration length) {
        if (length.isPositive()) {
            pauseSeconds = pauseSeconds.add(BigDecimal.valueOf(length.toMillis(), 3));
        }
    }

    private Duration paused() {
        return Duration.ofMillis(pauseSeconds.movePointRight(3).longValue());
    }

    private void become(SessionStatus next, Instant now) {
        status = next.code();
        updatedAt = now;
    }

    private void seen(Instant now) {
        lastSeenAt = now;
        updatedAt = now;
    }

    UUID id() {
        return id;
    }

    UUID userId() {
        return userId;
    }

    SessionStatus status() {
        return SessionStatus.of(status);
    }

    int epoch() {
        return epoch;
    }

    int lastTurn() {
        return lastTurn;
    }

    /** Whether the learner has said something that counts (BR-35). */
    boolean isStarted() {
        return firstWordAt != null;
    }

    /** Active seconds of an ended session, 0 before. */
    int duration() {
        return durationSeconds == null ? 0 : durationSeconds;
    }

    Instant idleAt(Duration timeout) {
        return lastHeardAt.plus(timeout);
    }

    /** What may be known of the session outside of its feature. */
    SessionView view() {
        return new SessionView(
                id,
                userId,
                scenarioId,
                scenarioVersion,
                scenarioCode,
                scenarioTitle,
                profession,
                personaAge,
                personaGender,
                timeLimitSeconds,
                status(),
                epoch,
                lastTurn,
                createdAt,
                startedAt,
                endedAt,
                endReason,
                durationSeconds,
                exchanges,
                quality,
                isStarted());
    }
}
