package com.oetpraxis.session.practice;

import com.oetpraxis.session.admission.AdmittedScenario;
import com.oetpraxis.session.admission.AdmittedScenario.CandidateCard;
import com.oetpraxis.session.admission.AdmittedScenario.Instructions;
import com.oetpraxis.session.practice.SessionReports.ReportReference;
import com.oetpraxis.session.transcript.GoldenTranscript;
import com.oetpraxis.session.transcript.SessionTurns;
import com.oetpraxis.session.transcript.Turn;
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
import org.springdoc.core.annotations.ParameterObject;
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

    record StartRequest(@NotNull UUID scenarioId) {}

    /**
     * @param roomName null, as is the token, where no media room is configured
     */
    record StartResponse(
            UUID sessionId,
            String websocketUrl,
            ScenarioMember scenario,
            @Nullable String roomName,
            @Nullable String roomToken) {}

    record ScenarioMember(
            UUID id,
            String title,
            int duration,
            Instructions instructions,
            CandidateCard candidateCard,
            AdmittedScenario.Persona persona) {}

    record CompletionResponse(UUID sessionId, int duration, UUID feedbackReportId) {}

    record CancellationResponse(boolean cancelled, String message, Instant timestamp) {}

    record RecentResponse(List<RecentSession> sessions, Pagination.Current pagination) {}

    /**
     * @param duration active seconds, null while the session is open
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
     * @param state the exact one; {@code status} is the public one
     * @param resumableUntil when the session closes by itself unless something is heard
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

    /** A turn as it was heard; times are milliseconds on the session's clock. */
    record TurnMember(
            int turn,
            String speaker,
            String text,
            boolean prompted,
            boolean interrupted,
            String source,
            int startedMs,
            int endedMs) {}

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

    @PostMapping("/{id}/complete")
    CompletionResponse complete(CurrentUser user, @PathVariable UUID id) {
        var done = sessions.complete(user.id(), id);
        return new CompletionResponse(done.sessionId(), done.duration(), done.reportId());
    }

    @DeleteMapping("/{id}")
    CancellationResponse cancel(CurrentUser user, @PathVariable UUID id) {
        var cancellation = sessions.cancel(user.id(), id);
        return new CancellationResponse(
                true, "The session was cancelled; it gets no report.", cancellation.at());
    }

    @GetMapping("/recent")
    RecentResponse recent(
            CurrentUser user,
            @ParameterObject PageQuery page,
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

    @GetMapping("/{id}")
    StateResponse state(CurrentUser user, @PathVariable UUID id) {
        return response(sessions.state(user.id(), id));
    }

    @PostMapping("/{id}/pause")
    StateResponse pause(CurrentUser user, @PathVariable UUID id) {
        return response(sessions.pause(user.id(), id));
    }

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
                turn.heardText() != null,
                turn.source().code(),
                turn.startedMs(),
                turn.endedMs());
    }
}
