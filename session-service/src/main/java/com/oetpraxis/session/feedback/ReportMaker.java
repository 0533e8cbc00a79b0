package com.oetpraxis.session.feedback;

import com.oetpraxis.session.admission.Admission;
import com.oetpraxis.session.feedback.ScoringClient.ScoringRequest;
import com.oetpraxis.session.practice.PracticeSessionService;
import com.oetpraxis.session.practice.SessionView;
import com.oetpraxis.session.transcript.AssessmentThresholds;
import com.oetpraxis.session.transcript.GoldenTranscript;
import com.oetpraxis.session.transcript.SessionTurns;
import com.oetpraxis.session.transcript.Transcript;
import com.oetpraxis.shared.client.UpstreamException;
import com.oetpraxis.shared.client.UpstreamUnavailableException;
import feign.codec.DecodeException;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Makes one report after the other: takes an order, asks the scorer outside of any transaction, and
 * stores what came of it. A worker that dies leaves an order that is due again after its lease.
 */
@Component
class ReportMaker {

    private static final Logger log = LoggerFactory.getLogger(ReportMaker.class);

    private final FeedbackService feedback;
    private final PracticeSessionService sessions;
    private final SessionTurns turns;
    private final ScoringClient scorer;
    private final Admission admission;
    private final AssessmentThresholds thresholds;
    private final Clock clock;
    private final MeterRegistry meters;

    ReportMaker(
            FeedbackService feedback,
            PracticeSessionService sessions,
            SessionTurns turns,
            ScoringClient scorer,
            Admission admission,
            AssessmentThresholds thresholds,
            Clock clock,
            MeterRegistry meters) {
        this.feedback = feedback;
        this.sessions = sessions;
        this.turns = turns;
        this.scorer = scorer;
        this.admission = admission;
        this.thresholds = thresholds;
        this.clock = clock;
        this.meters = meters;
    }

    /** Takes the order that is due longest. */
    Optional<ReportOrder> take() {
        return feedback.take();
    }

    /** One attempt at the order. */
    void make(ReportOrder order) {
        try {
            var session = sessions.get(order.sessionId());
            var transcript = turns.of(order.sessionId());
            if (thresholds.met(transcript, seconds(session))) {
                var score = score(session, transcript);
                meters.counter("feedback.quotes.removed").increment(score.quotesRemoved());
                feedback.store(order, session, transcript, score);
            } else {
                if (!session.started()) {
                    admission.release(session.id()); // nothing was said, so nothing was used up
                }
                feedback.storeTooShort(order, session, transcript);
            }
            meters.timer("feedback.duration")
                    .record(
                            Duration.between(
                                    Objects.requireNonNull(session.endedAt()), clock.instant()));
        } catch (UpstreamUnavailableException
                | UpstreamException
                | UnusableScoreException
                | DecodeException e) {
            log.warn(
                    "Report {} was not made at attempt {}: {}",
                    order.id(),
                    order.attempt(),
                    e.getMessage());
            feedback.fail(order);
        } catch (RuntimeException e) {
            log.error(
                    "Report {} was not made at attempt {}: {}",
                    order.id(),
                    order.attempt(),
                    kind(e));
            feedback.fail(order); // whatever it was, the report must end
        } catch (Error e) {
            feedback.fail(order);
            throw e;
        }
    }

    /** What failed and where, without the messages: a database's may quote the talk. */
    private static String kind(Throwable failure) {
        var root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        var at = root.getStackTrace();
        return "%s by %s at %s"
                .formatted(
                        failure.getClass().getName(),
                        root.getClass().getName(),
                        at.length == 0 ? "?" : at[0]);
    }

    private Score score(SessionView session, Transcript transcript) {
        var seconds = seconds(session);
        var answer =
                scorer.score(
                        new ScoringRequest(
                                session.id(),
                                session.scenarioId(),
                                session.scenarioVersion(),
                                session.profession(),
                                transcript.spoken(),
                                seconds,
                                GoldenTranscript.of(
                                        session.id(),
                                        session.scenarioCode(),
                                        session.scenarioTitle(),
                                        seconds,
                                        transcript)));
        return Score.of(answer, transcript);
    }

    private static int seconds(SessionView session) {
        return Objects.requireNonNullElse(session.durationSeconds(), 0);
    }
}
