package com.oetpraxis.session.practice;

import com.oetpraxis.session.admission.AdmittedScenario;
import com.oetpraxis.session.practice.SessionReports.ReportReference;
import com.oetpraxis.session.transcript.AssessmentThresholds;
import com.oetpraxis.session.transcript.SessionTurns;
import com.oetpraxis.session.transcript.Transcript;
import com.oetpraxis.session.transcript.Turn;
import com.oetpraxis.shared.id.Ids;
import com.oetpraxis.shared.web.PageQuery;
import com.oetpraxis.shared.web.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.domain.PageRequest;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What can be done with a session; each change holds its row from the check to the commit. */
@Service
public class PracticeSessionService {

    private static final Logger log = LoggerFactory.getLogger(PracticeSessionService.class);

    private final PracticeSessionRepository sessions;
    private final OpenSessions open;
    private final SessionTurns turns;
    private final SessionReports reports;
    private final AssessmentThresholds thresholds;
    private final PracticeProperties properties;
    private final Ids ids;
    private final Clock clock;

    PracticeSessionService(
            PracticeSessionRepository sessions,
            OpenSessions open,
            SessionTurns turns,
            SessionReports reports,
            AssessmentThresholds thresholds,
            PracticeProperties properties,
            Ids ids,
            Clock clock) {
        this.sessions = sessions;
        this.open = open;
        this.turns = turns;
        this.reports = reports;
        this.thresholds = thresholds;
        this.properties = properties;
        this.ids = ids;
        this.clock = clock;
    }

    /** An ended session with its report. */
    record Completion(UUID sessionId, int duration, UUID reportId, String reportStatus) {}

    /**
     * @param at when the session was given up
     */
    record Cancellation(UUID sessionId, Instant at) {}

    /**
     * @param active on the clock at the time of reading
     * @param resumableUntil when the session closes by itself unless something is heard
     */
    record State(
            SessionView session,
            Duration active,
            @Nullable Instant resumableUntil,
            Optional<ReportReference> report) {}

    /** A connection that has just taken the session over. */
    record Connection(SessionView session, Duration active, Transcript transcript) {}

    /** A page of a learner's sessions, newest first. */
    record Recent(List<SessionView> sessions, Map<UUID, Integer> scores, long total) {}

    /**
     * Refuses where the learner has an open session already (the last check of BR-34).
     *
     * @throws ProblemException OTHER_SESSION_OPEN with its id
     */
    void requireNoOther(UUID userId) {
        open.of(userId)
                .ifPresent(other -> {
                    throw otherOpen(other);
                });
    }

    /** That the learner has another session, or was starting one just now. */
    ProblemException other(UUID userId) {
        return open.of(userId)
                .map(PracticeSessionService::otherOpen)
                .orElseGet(() ->
                        PracticeProblem.OTHER_SESSION_OPEN
                                .because(
                                        "Another session was open or being started just now; try"
                                                + " again.")
                                .retryAfter(Duration.ofSeconds(1)));
    }

    /** Stores a session that was admitted under this id. */
    @Transactional
    public SessionView start(UUID id, UUID userId, AdmittedScenario scenario) {
        if (!open.take(userId, id)) {
            throw other(userId);
        }
        var session = sessions.save(PracticeSession.start(id, userId, scenario, now()));
        log.info("Created session {} of scenario {}", id, scenario.code());
        return session.view();
    }

    /** Whether the session is there; a commit of it that is under way is waited for. */
    @Transactional
    boolean isStored(UUID userId, UUID id) {
        if (open.take(userId, id)) { // the insert waits for one of the same learner
            open.free(id);
        }
        return sessions.existsById(id);
    }

    /** The learner's own session. */
    @Transactional(readOnly = true)
    public SessionView owned(UUID userId, UUID id) {
        return sessions.findByIdAndUserId(id, userId)
                .orElseThrow(PracticeSessionService::notFound)
                .view();
    }

    /** Any session. */
    @Transactional(readOnly = true)
    public SessionView get(UUID id) {
        return sessions.findById(id).orElseThrow(PracticeSessionService::notFound).view();
    }

    @Transactional(readOnly = true)
    public State state(UUID userId, UUID id) {
        return state(
                sessions.findByIdAndUserId(id, userId)
                        .orElseThrow(PracticeSessionService::notFound));
    }

    /** Sessions of the statuses, newest first. */
    @Transactional(readOnly = true)
    public Recent recent(UUID userId, List<SessionStatus> statuses, PageQuery page) {
        var codes = statuses.stream().map(SessionStatus::code).toList();
        var found =
                sessions
                        .findByUserIdAndStatusInOrderByCreatedAtDescIdDesc(
                                userId, codes, PageRequest.of(page.page() - 1, page.limit()))
                        .stream()
                        .map(PracticeSession::view)
                        .toList();
        return new Recent(
                found,
                reports.scores(found.stream().map(SessionView::id).toList()),
                sessions.countByUserIdAndStatusIn(userId, codes));
    }

    @Transactional
    public Completion complete(UUID userId, UUID id) {
        var session =
                sessions.findLockedByIdAndUserId(id, userId)
                        .orElseThrow(PracticeSessionService::notFound);
        if (session.status() == SessionStatus.CANCELLED) {
            throw PracticeProblem.SESSION_CANCELLED.because(
                    "The session was cancelled and has no report.");
        }
        return complete(session, EndReason.COMPLETED);
    }

    /** Ends the session for the connection of this epoch; a repeat gives the same answer. */
    @Transactional
    public Completion complete(UUID id, int epoch, EndReason reason) {
        var session = locked(id);
        if (session.status() != SessionStatus.COMPLETED) {
            session.requireOpen();
            session.requireEpoch(epoch);
        }
        return complete(session, reason);
    }

    @Transactional
    public Cancellation cancel(UUID userId, UUID id) {
        var session =
                sessions.findLockedByIdAndUserId(id, userId)
                        .orElseThrow(PracticeSessionService::notFound);
        if (session.status() != SessionStatus.CANCELLED) {
            session.cancel(now());
            open.free(id);
            session = sessions.save(session);
            log.info("Cancelled session {} after {} turns", id, session.lastTurn());
        }
        var endedAt = session.view().endedAt();
        return new Cancellation(id, endedAt == null ? now() : endedAt);
    }

    @Transactional
    public State pause(UUID userId, UUID id) {
        return change(userId, id, session -> session.pause(now()));
    }

    @Transactional
    public State resume(UUID userId, UUID id) {
        return change(userId, id, session -> session.resume(now()));
    }

    /** A new connection of the owner takes the session over. */
    @Transactional
    public Connection connect(UUID id, UUID userId) {
        var session =
                sessions.findLockedByIdAndUserId(id, userId)
                        .orElseThrow(PracticeSessionService::notFound);
        session.connect(properties.resumeGrace(), now());
        session = sessions.save(session);
        return new Connection(session.view(), session.active(now()), turns.of(id));
    }

    /**
     * Stores the next turn.
     *
     * @return false where the same turn was stored before
     */
    @Transactional
    public boolean append(UUID id, int epoch, Turn turn) {
        var session = locked(id);
        session.requireEpoch(epoch);
        if (turn.turn() <= session.lastTurn()) {
            var stored = turns.find(id, turn.turn());
            if (stored.filter(turn::repeats).isPresent()) {
                return false;
            }
        }
        var now = now();
        session.append(epoch, turn, now);
        sessions.save(session);
        turns.insert(id, turn, now);
        return true;
    }

    /** Notes what had been heard of a patient's turn that the learner interrupted. */
    @Transactional
    public void heard(UUID id, int epoch, int turn, String heardText, int endedMs) {
        var session = locked(id);
        session.touch(epoch, now());
        var stored = turns.find(id, turn);
        if (stored.isEmpty() || stored.get().isLearners()) {
            throw PracticeProblem.TURN_NOT_FOUND.because("The patient has no such turn.");
        }
        turns.heard(id, turn, heardText, endedMs);
        sessions.save(session);
    }

    @Transactional
    public void pause(UUID id, int epoch) {
        var session = locked(id);
        session.requireEpoch(epoch);
        session.pause(now());
        sessions.save(session);
    }

    @Transactional
    public void resume(UUID id, int epoch) {
        var session = locked(id);
        session.requireEpoch(epoch);
        session.resume(now());
        sessions.save(session);
    }

    /** Open sessions that have been silent for too long. */
    @Transactional(readOnly = true)
    public List<UUID> idle(int limit) {
        return open.silentSince(now().minus(properties.idleTimeout()), limit);
    }

    /** Closes the session if it is still idle: completed if it can be assessed, else cancelled. */
    @Transactional
    public void expire(UUID id) {
        var session = locked(id);
        if (!session.isIdle(properties.idleTimeout(), now())) {
            return;
        }
        var transcript = turns.of(id);
        var seconds = (int) session.activeWhenLastSeen().toSeconds();
        session.expire(thresholds.met(transcript, seconds), ids.next(), transcript, now());
        open.free(id);
        session = sessions.save(session);
        log.info("Closed idle session {} as {}", id, session.status().code());
    }

    private Completion complete(PracticeSession session, EndReason reason) {
        if (session.status() == SessionStatus.COMPLETED) {
            var report =
                    reports.current(session.id())
                            .orElseThrow(() ->
                                    new IllegalStateException(
                                            "session " + session.id() + " has no report"));
            return new Completion(session.id(), session.duration(), report.id(), report.status());
        }
        var reportId = ids.next();
        session.complete(reportId, reason, turns.of(session.id()), now());
        open.free(session.id());
        sessions.save(session);
        log.info("Completed session {} after {} turns", session.id(), session.lastTurn());
        return new Completion(session.id(), session.duration(), reportId, "generating");
    }

    private State change(UUID userId, UUID id, Consumer<PracticeSession> verb) {
        var session =
                sessions.findLockedByIdAndUserId(id, userId)
                        .orElseThrow(PracticeSessionService::notFound);
        verb.accept(session);
        return state(sessions.save(session));
    }

    private State state(PracticeSession session) {
        return new State(
                session.view(),
                session.active(now()),
                session.status().isOpen() ? session.idleAt(properties.idleTimeout()) : null,
                session.status() == SessionStatus.COMPLETED
                        ? reports.current(session.id())
                        : Optional.empty());
    }

    private PracticeSession locked(UUID id) {
        return sessions.findLockedById(id).orElseThrow(PracticeSessionService::notFound);
    }

    /** As exact as the table keeps it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static ProblemException notFound() {
        return new ProblemException(
                PracticeProblem.SESSION_NOT_FOUND, "You have no session with this id.");
    }

    private static ProblemException otherOpen(UUID other) {
        return PracticeProblem.OTHER_SESSION_OPEN
                .because("You have an open session; resume it, complete it or cancel it first.")
                .with("sessionId", other.toString());
    }
}
