package com.oetpraxis.session.feedback;

import com.oetpraxis.session.drill.Drills;
import com.oetpraxis.session.marking.Reviews;
import com.oetpraxis.session.practice.SessionEvent.SessionCompleted;
import com.oetpraxis.session.practice.SessionView;
import com.oetpraxis.session.progress.LearnerProgress;
import com.oetpraxis.session.transcript.SessionTurns;
import com.oetpraxis.session.transcript.Transcript;
import com.oetpraxis.shared.event.EventMessage;
import com.oetpraxis.shared.event.Outbox;
import com.oetpraxis.shared.id.Ids;
import com.oetpraxis.shared.web.ProblemException;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/** Reports from their order to their end; each step is one transaction with its event. */
@Service
class FeedbackService {

    private static final Logger log = LoggerFactory.getLogger(FeedbackService.class);

    private static final String TOPIC = "praxis.session";
    static final String TOO_SHORT =
            "This session was too brief for a reliable assessment. Talk for longer next time: at"
                    + " least 50 words of yours and three exchanges with the patient, and two"
                    + " minutes when you speak.";
    static final String UNAVAILABLE =
            "Your session is saved, but it could not be assessed just now. We go on trying; you can"
                    + " also ask for another attempt.";

    private final FeedbackReports reports;
    private final Reviews reviews;
    private final SessionTurns turns;
    private final LearnerProgress progress;
    private final Drills drills;
    private final FeedbackProperties properties;
    private final Ids ids;
    private final Outbox outbox;
    private final ApplicationEventPublisher events;
    private final MeterRegistry meters;
    private final Clock clock;

    FeedbackService(
            FeedbackReports reports,
            Reviews reviews,
            SessionTurns turns,
            LearnerProgress progress,
            Drills drills,
            FeedbackProperties properties,
            Ids ids,
            Outbox outbox,
            ApplicationEventPublisher events,
            MeterRegistry meters,
            Clock clock) {
        this.reports = reports;
        this.reviews = reviews;
        this.turns = turns;
        this.progress = progress;
        this.drills = drills;
        this.properties = properties;
        this.ids = ids;
        this.outbox = outbox;
        this.events = events;
        this.meters = meters;
        this.clock = clock;
    }

    /** An order was written and can be taken once the transaction commits. */
    record ReportOrdered(UUID reportId) {}

    record FeedbackRequested(UUID reportId, UUID sessionId, UUID userId) {}

    record FeedbackGenerated(
            UUID reportId,
            UUID sessionId,
            UUID userId,
            @Nullable Integer overallScore,
            String status) {}

    record FeedbackFailed(UUID reportId, UUID sessionId, UUID userId) {}

    /** Makes the row in the transaction that completes the session. */
    @EventListener
    void on(SessionCompleted completed) {
        reports.order(completed.reportId(), completed.sessionId(), completed.userId(), now());
        requested(completed.reportId(), completed.sessionId(), completed.userId());
    }

    /** The current report of a session. */
    @Transactional(readOnly = true)
    public FeedbackReport current(UUID sessionId) {
        return reports.currentOf(sessionId).orElseThrow(FeedbackService::notFound);
    }

    /**
     * A report with its transcript and what to compare it with.
     *
     * @param version within the session; null for the current one
     */
    @Transactional(readOnly = true)
    public ReportView view(SessionView session, @Nullable Integer version) {
        var found =
                version == null
                        ? reports.currentOf(session.id())
                        : reports.versionOf(session.id(), version);
        return view(session, found.orElseThrow(FeedbackService::notFound));
    }

    /** One report of the session, whether it still counts or not. */
    @Transactional(readOnly = true)
    public ReportView view(SessionView session, UUID reportId) {
        return view(session, reports.find(reportId).orElseThrow(FeedbackService::notFound));
    }

    /** The current report; nobody else shares or replaces it before the transaction ends. */
    @Transactional
    public FeedbackReport locked(UUID sessionId) {
        reports.lock(sessionId);
        return current(sessionId);
    }

    private ReportView view(SessionView session, FeedbackReport report) {
        var endedAt = session.endedAt();
        var earlier =
                endedAt == null
                        ? List.<Comparison.Earlier>of()
                        : reports.scoredBefore(session.userId(), endedAt, session.id());
        return new ReportView(
                report,
                session,
                report.status() == ReportStatus.GENERATING
                        ? List.of()
                        : AnnotatedTurn.of(turns.of(session.id()), report.member("evidence")),
                Comparison.of(earlier, report.overallScore(), report.detailedScores()),
                reviews.of(session.id()).orElse(null),
                reports.versions(session.id()));
    }

    /**
     * Orders a new report of a session that has one; the old one counts until it is there, and
     * stays beside it.
     */
    @Transactional
    public void rescore(UUID sessionId) {
        var report = current(sessionId);
        if (report.status() != ReportStatus.READY) {
            throw FeedbackProblem.REPORT_NOT_READY.because(
                    "Only a scored report can be scored again.");
        }
        reports.orderRescore(ids.next(), sessionId, report.userId(), now())
                .ifPresent(id -> requested(id, sessionId, report.userId()));
    }

    /** Orders an unavailable report again; one that is being made stays as it is. */
    @Transactional
    public FeedbackReport retry(UUID sessionId) {
        var report = current(sessionId);
        if (report.status() == ReportStatus.GENERATING) {
            return report;
        }
        if (!reports.reorder(report.id(), now())) {
            throw new ProblemException(
                            FeedbackProblem.REPORT_COMPLETE,
                            "The report is there already; read it instead.")
                    .with("reason", FeedbackProblem.REPORT_COMPLETE.name());
        }
        requested(report.id(), sessionId, report.userId());
        return current(sessionId);
    }

    @Transactional
    public Optional<ReportOrder> take() {
        var now = now();
        return reports.take(now, now.plus(properties.lease()));
    }

    /** Stores the report, brings the learner's progress up to date and tells of it. */
    @Transactional
    public void store(ReportOrder order, SessionView session, Transcript transcript, Score score) {
        if (isUnchanged(order, score)) {
            reports.storeUnchanged(order, now());
            return;
        }
        if (!reports.store(order, transcript, score, now())) {
            log.info("Report {} was made by another worker", order.id());
            return;
        }
        if (!order.current()) {
            reports.makeCurrent(order.id(), order.sessionId());
        }
        drills.collect(order.sessionId(), Slips.of(score, transcript), now());
        generated(order, session, score.overall(), ReportStatus.READY);
    }

    /** Stores a report that says that the session was too short. */
    @Transactional
    public void storeTooShort(ReportOrder order, SessionView session, Transcript transcript) {
        if (!reports.storeTooShort(order, transcript, TOO_SHORT, tooShort(), now())) {
            log.info("Report {} was made by another worker", order.id());
            return;
        }
        if (!order.current()) {
            reports.makeCurrent(order.id(), order.sessionId());
        }
        generated(order, session, null, ReportStatus.TOO_SHORT);
    }

    /** Puts the order off; after the last attempt the report is called unavailable. */
    @Transactional
    public void fail(ReportOrder order) {
        var now = now();
        if (order.attempt() < properties.attempts()) {
            var delay = properties.firstDelay().multipliedBy(1L << (order.attempt() - 1));
            reports.putBack(order, ReportStatus.GENERATING, "", now.plus(delay), now);
            return;
        }
        var isLast = order.attempt() >= properties.attempts() + properties.laterAttempts();
        var next = isLast ? null : now.plus(properties.laterDelay());
        if (!reports.putBack(order, ReportStatus.UNAVAILABLE, UNAVAILABLE, next, now)) {
            return;
        }
        if (order.status() == ReportStatus.GENERATING && order.current()) {
            log.error("Report {} could not be made", order.id());
            publish(
                    "feedback.failed",
                    order.sessionId(),
                    new FeedbackFailed(order.id(), order.sessionId(), order.userId()));
            meters.counter("feedback.reports", "status", "unavailable").increment();
        }
    }

    private boolean isUnchanged(ReportOrder order, Score score) {
        if (order.current()) {
            return false;
        }
        var hash = score.modelHash();
        return hash != null
                && reports.versions(order.sessionId()).stream()
                        .anyMatch(v -> v.current() && hash.equals(v.modelHash()));
    }

    private void generated(
            ReportOrder order,
            SessionView session,
            @Nullable Integer overall,
            ReportStatus status) {
        progress.update(session.userId(), session.scenarioId(), now());
        publish(
                "feedback.generated",
                order.sessionId(),
                new FeedbackGenerated(
                        order.id(), order.sessionId(), order.userId(), overall, status.code()));
        meters.counter("feedback.reports", "status", status.code()).increment();
        log.info("Made report {} ({})", order.id(), status.code());
    }

    private void requested(UUID reportId, UUID sessionId, UUID userId) {
        publish(
                "feedback.requested",
                sessionId,
                new FeedbackRequested(reportId, sessionId, userId));
        events.publishEvent(new ReportOrdered(reportId));
    }

    private void publish(String name, UUID sessionId, Object payload) {
        outbox.publish(new EventMessage(TOPIC, name, sessionId.toString(), payload));
    }

    private static JsonNode tooShort() {
        var notices = Score.VERBATIM.createArrayNode();
        notices.addObject().put("code", "too_short").put("message", TOO_SHORT);
        return notices;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static ProblemException notFound() {
        return new ProblemException(
                FeedbackProblem.REPORT_NOT_FOUND,
                "This session has no report; only completed sessions get one.");
    }
}
