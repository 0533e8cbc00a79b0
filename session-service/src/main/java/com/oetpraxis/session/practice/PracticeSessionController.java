package com.oetpraxis.session.practice;

import com.oetpraxis.session.admission.AdmittedScenario;
import com.oetpraxis.session.admission.AdmittedScenario.CandidateCard;
import com.oetpraxis.session.admission.AdmittedScenario.Instructions;
import com.oetpraxis.session.practice.SessionReports.ReportReference;
import com.oetpraxis.session.transcript.GoldenTranscript;
import com.oetpraxis.session.transcript.SessionTurns;
import com.oetpraxis.session.transcript.Turn;
import com.oetpraxis.shared.document.Refuses;
import com.oetpraxis.shared.security.CurrentUser;
import com.oetpraxis.shared.web.CommonProblem;
import com.oetpraxis.shared.web.IdempotentCall;
import com.oetpraxis.shared.web.PageQuery;
import com.oetpraxis.shared.web.Pagination;
import com.oetpraxis.shared.web.ProblemException;
import com.oetpraxis.shared.web.UnprocessableOnInvalid;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A learner's own sessions (EP-36, 38 to 40, 67 to 69). */
@RestController
@RequestMapping("/v1/sessions")
class PracticeSessionController {

    private final SessionStart starts;
    private final PracticeSessionService sessions;
    private final SessionTurns turns;
    private final PublicAddress address;

    PracticeSessionController(
            SessionStart starts,
            PracticeSessionService sessions,
            SessionTurns turns,
            PublicAddress address) {
        this.starts = starts;
        this.sessions = sessions;
        this.turns = turns;
        this.address = address;
    }

    /**
     * @param scenarioId a published scenario of the learner's profession
     */
    record StartRequest(@NotNull UUID scenarioId) {}

    /**
     * @param websocketUrl of the practice stream; get a ticket for it
     * @param scenario what the learner may read before the start
     * @param roomName null, as is the token, where no media room is configured
     * @param roomToken null where no media room is configured
     */
    record StartResponse(
            UUID sessionId,
            String websocketUrl,
            ScenarioMember scenario,
            @Nullable String roomName,
            @Nullable String roomToken) {}

    /**
     * @param duration minutes
     * @param persona age and gender of the patient, and no more
     */
    record ScenarioMember(
            UUID id,
            String title,
            int duration,
            Instructions instructions,
            CandidateCard candidateCard,
            AdmittedScenario.Persona persona) {}

    /**
     * @param duration active seconds
     * @param feedbackReportId of the report, which may still be in the making
     */
    record CompletionResponse(UUID sessionId, int duration, UUID feedbackReportId) {}

    record CancellationResponse(boolean cancelled, String message, Instant timestamp) {}

    record RecentResponse(List<RecentSession> sessions, Pagination.Current pagination) {}

    /**
     * @param startTime of the first connection, or of the preparation before it
     * @param status {@code completed}, {@code cancelled} or {@code in-progress}
     * @param duration active seconds, null while the session is open
     * @param score 0 to 100, null without one
     */
    record RecentSession(
            UUID id,
            UUID scenarioId,
            String scenarioTitle,
            Instant startTime,
            @Nullable Instant endTime,
            String status,
            @Nullable Integer duration,
            @Nullable Integer score) {}

    /**
     * @param status {@code completed}, {@code cancelled} or {@code in-progress}
     * @param state the exact one; {@code status} is the public one
     * @param turnCount of both sides
     * @param resumable whether it is open
     * @param resumableUntil when the session closes by itself unless something is heard
     * @param endReason null while it is open
     * @param feedbackReportId null without a report
     * @param feedbackStatus of the report, null without one
     */
    record StateResponse(
            UUID sessionId,
            UUID scenarioId,
            String scenarioTitle,
            String status,
            String state,
            Timer timer,
            int turnCount,
            boolean resumable,
            @Nullable Instant resumableUntil,
            Instant startTime,
            @Nullable Instant endTime,
            @Nullable String endReason,
            String websocketUrl,
            @Nullable UUID feedbackReportId,
            @Nullable String feedbackStatus) {}

    /** Seconds; the remaining ones never fall below 0. */
    record Timer(int durationSeconds, long activeSeconds, long remainingSeconds, boolean running) {}

    record TranscriptResponse(UUID sessionId, UUID scenarioId, List<TurnMember> turns) {}

    /**
     * A turn as it was heard; times are milliseconds on the session's clock.
     *
     * @param turn from 1, over both sides
     * @param speaker {@code learner} or {@code patient}
     * @param text as it was heard
     * @param prompted whether the patient spoke after a silence
     * @param interrupted whether the patient was cut short
     * @param source {@code typed} or {@code audio}
     */
    record TurnMember(
            int turn,
            String speaker,
            String text,
            boolean prompted,
            boolean interrupted,
            String source,
            int startedMs,
            int endedMs) {}

    /** Prepares a session on a scenario and holds one unit of the allowance for it. */
    @Refuses(
            status = 403,
            when =
                    "AUTH004: the address is not verified; or PER001 with details.reason NOT_A_LEARNER, ACCOUNT_NOT_ACTIVE, LEGAL_ACCEPTANCE_REQUIRED, PROFESSION_MISMATCH, PLAN_REQUIRED or SUBSCRIPTION_REQUIRED")
    @Refuses(status = 404, when = "RES001: no such scenario")
    @Refuses(
            status = 409,
            when =
                    "RES002 OTHER_SESSION_OPEN, with details.sessionId unless the other session is only being started")
    @Refuses(
            status = 503,
            when =
                    "GATEWAY_001: a service that has to be asked does not answer; see details.service")
    @UnprocessableOnInvalid
    @PostMapping({"", "/create"})
    @ApiResponse(
            responseCode = "201",
            content = @Content(schema = @Schema(implementation = StartResponse.class)))
    ResponseEntity<?> start(
            CurrentUser user, @Valid @RequestBody StartRequest request, IdempotentCall call) {
        var attempt = starts.attempt(user.id(), request.scenarioId());
        try {
            return call.run(attempt::admit, scenario -> started(attempt.store(scenario), scenario));
        } catch (RuntimeException e) {
            attempt.giveBack();
            throw e;
        }
    }

    private ResponseEntity<StartResponse> started(SessionView session, AdmittedScenario scenario) {
        var member =
                new ScenarioMember(
                        scenario.id(),
                        scenario.title(),
                        scenario.minutes(),
                        scenario.instructions(),
                        scenario.candidateCard(),
                        scenario.persona());
        return ResponseEntity.created(URI.create("/v1/sessions/" + session.id()))
                .body(
                        new StartResponse(
                                session.id(), address.stream(session.id()), member, null, null));
    }

    /**
     * Ends the session; its report is made at once. A repeat gives the same answer.
     *
     * @param id of the session
     */
    @Refuses(status = 409, when = "RES002 SESSION_CANCELLED")
    @PostMapping("/{id}/complete")
    CompletionResponse complete(CurrentUser user, @PathVariable UUID id) {
        var done = sessions.complete(user.id(), id);
        return new CompletionResponse(done.sessionId(), done.duration(), done.reportId());
    }

    /**
     * Cancels an open session; it gets no report.
     *
     * @param id of the session
     */
    @Refuses(status = 409, when = "RES002 SESSION_COMPLETED")
    @DeleteMapping("/{id}")
    CancellationResponse cancel(CurrentUser user, @PathVariable UUID id) {
        var cancellation = sessions.cancel(user.id(), id);
        return new CancellationResponse(
                true, "The session was cancelled; it gets no report.", cancellation.at());
    }

    /**
     * The caller's sessions, the latest first.
     *
     * @param status only those in this status
     */
    @GetMapping("/recent")
    RecentResponse recent(
            CurrentUser user,
            PageQuery page,
            @Schema(allowableValues = {"completed", "cancelled", "in-progress"})
                    @RequestParam(required = false)
                    @Nullable String status) {
        var recent = sessions.recent(user.id(), statuses(status), page);
        return new RecentResponse(
                recent.sessions().stream().map(s -> row(s, recent.scores())).toList(),
                new Pagination(page, recent.total()).current());
    }

    private static List<SessionStatus> statuses(@Nullable String status) {
        var wanted =
                Arrays.stream(SessionStatus.values())
                        .filter(s -> status == null || s.publicCode().equals(status))
                        .toList();
        if (wanted.isEmpty()) {
            throw ProblemException.field(
                    CommonProblem.VALIDATION_FAILED,
                    "status",
                    "must be completed, cancelled or in-progress");
        }
        return wanted;
    }

    private static RecentSession row(SessionView s, Map<UUID, Integer> scores) {
        return new RecentSession(
                s.id(),
                s.scenarioId(),
                s.scenarioTitle(),
                s.startedAt() == null ? s.createdAt() : s.startedAt(),
                s.endedAt(),
                s.status().publicCode(),
                s.durationSeconds(),
                scores.get(s.id()));
    }

    /**
     * Where a session stands, and until when it can be taken up again.
     *
     * @param id of the session
     */
    @GetMapping("/{id}")
    StateResponse state(CurrentUser user, @PathVariable UUID id) {
        return response(sessions.state(user.id(), id));
    }

    /**
     * Stops the clock of a running session.
     *
     * @param id of the session
     */
    @Refuses(status = 409, when = "RES002 SESSION_ENDED or SESSION_NOT_STARTED")
    @PostMapping("/{id}/pause")
    StateResponse pause(CurrentUser user, @PathVariable UUID id) {
        return response(sessions.pause(user.id(), id));
    }

    /**
     * Lets the clock run again.
     *
     * @param id of the session
     */
    @Refuses(status = 409, when = "RES002 SESSION_ENDED or SESSION_NOT_STARTED")
    @PostMapping("/{id}/resume")
    StateResponse resume(CurrentUser user, @PathVariable UUID id) {
        return response(sessions.resume(user.id(), id));
    }

    private StateResponse response(PracticeSessionService.State state) {
        var s = state.session();
        var active = state.active().toSeconds();
        return new StateResponse(
                s.id(),
                s.scenarioId(),
                s.scenarioTitle(),
                s.status().publicCode(),
                s.status().code(),
                new Timer(
                        s.timeLimitSeconds(),
                        active,
                        Math.max(0, s.timeLimitSeconds() - active),
                        s.status() == SessionStatus.IN_PROGRESS),
                s.turns(),
                s.status().isOpen(),
                state.resumableUntil(),
                s.startedAt() == null ? s.createdAt() : s.startedAt(),
                s.endedAt(),
                s.endReason(),
                address.stream(s.id()),
                state.report().map(ReportReference::id).orElse(null),
                state.report().map(ReportReference::status).orElse(null));
    }

    /**
     * The turns as they were heard.
     *
     * @param id of the session
     * @param format json, or oet-golden for make score
     */
    @GetMapping("/{id}/transcript")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            schema =
                                    @Schema(
                                            oneOf = {
                                                TranscriptResponse.class,
                                                GoldenTranscript.class
                                            })))
    ResponseEntity<?> transcript(
            CurrentUser user,
            @PathVariable UUID id,
            @Schema(allowableValues = {"json", "oet-golden"}) @RequestParam(defaultValue = "json")
                    String format) {
        if (!format.equals("json") && !format.equals("oet-golden")) {
            throw ProblemException.field(
                    CommonProblem.VALIDATION_FAILED, "format", "must be json or oet-golden");
        }
        var state = sessions.state(user.id(), id);
        var session = state.session();
        var transcript = turns.of(id);
        if (format.equals("oet-golden")) {
            return ResponseEntity.ok(
                    GoldenTranscript.of(
                            id,
                            session.scenarioCode(),
                            session.scenarioTitle(),
                            (int) state.active().toSeconds(),
                            transcript));
        }
        return ResponseEntity.ok(
                new TranscriptResponse(
                        id,
                        session.scenarioId(),
                        transcript.turns().stream()
                                .map(PracticeSessionController::member)
                                .toList()));
    }

    private static TurnMember member(Turn turn) {
        return new TurnMember(
                turn.turn(),
                turn.speaker().code(),
                turn.heard(),
                turn.prompted(),
                turn.isCutShort(),
                turn.source().code(),
                turn.startedMs(),
                turn.endedMs());
    }
}
