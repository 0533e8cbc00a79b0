package com.oetpraxis.session.feedback;

import com.oetpraxis.session.practice.PracticeSessionService;
import com.oetpraxis.shared.document.Refuses;
import com.oetpraxis.shared.security.CurrentUser;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The report of a session (EP-41, EP-70). */
@RestController
@RequestMapping("/v1/sessions/{id}/feedback")
class FeedbackController {

    private static final String SOON = "1";

    private final FeedbackService feedback;
    private final PracticeSessionService sessions;

    FeedbackController(FeedbackService feedback, PracticeSessionService sessions) {
        this.feedback = feedback;
        this.sessions = sessions;
    }

    /**
     * While the report is being made.
     *
     * @param id of the report
     * @param status {@code generating}
     */
    record Pending(UUID id, UUID sessionId, String status) {}

    /**
     * @param status {@code ready}, {@code too_short} or {@code unavailable}
     * @param overallScore 0 to 100; null without a score
     * @param transcript both sides as text
     * @param feedback the report in sentences
     * @param strengthDetails with the words they rest on
     * @param improvementDetails with the words they rest on and what to do instead
     * @param detailedScores six categories, 0 to 100 or null
     * @param criteria null, as are estimate and model, without a score
     * @param categories the six categories as the scorer gave them
     * @param estimate on the scale from 0 to 500, with its likely band
     * @param notices what limits the judgement: code and message
     * @param evidence each judgement with turn, character range and quote
     * @param model version and hash of the scorer
     * @param analysis figures of the conversation
     * @param retryPossible whether {@code retry} can be called
     */
    record ReportResponse(
            UUID id,
            UUID sessionId,
            String status,
            @Nullable Integer overallScore,
            String transcript,
            FeedbackMember feedback,
            List<Strength> strengthDetails,
            List<Improvement> improvementDetails,
            Categories detailedScores,
            @Schema(type = "object") @Nullable JsonNode criteria,
            @Schema(type = "object") @Nullable JsonNode categories,
            @Schema(type = "object") @Nullable JsonNode estimate,
            @Schema(type = "array") JsonNode notices,
            @Schema(type = "array") JsonNode evidence,
            @Schema(type = "object") @Nullable JsonNode model,
            @Schema(type = "object") @Nullable JsonNode analysis,
            boolean retryPossible,
            Instant createdAt) {}

    record FeedbackMember(String summary, List<String> strengths, List<String> improvements) {}

    /**
     * The report of a session, or 202 with Retry-After while it is being made.
     *
     * @param id of the session
     */
    @GetMapping
    @ApiResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = ReportResponse.class)))
    @ApiResponse(
            responseCode = "202",
            content = @Content(schema = @Schema(implementation = Pending.class)))
    ResponseEntity<?> report(CurrentUser user, @PathVariable UUID id) {
        var session = user.isAdmin() ? sessions.get(id) : sessions.owned(user.id(), id);
        var report = feedback.current(session.id());
        return report.status() == ReportStatus.GENERATING
                ? pending(report)
                : ResponseEntity.ok(response(report));
    }

    /**
     * Has a report made again that could not be made.
     *
     * @param id of the session
     */
    @Refuses(status = 409, when = "RES002 REPORT_COMPLETE: it is there already")
    @PostMapping("/retry")
    @ApiResponse(
            responseCode = "202",
            content = @Content(schema = @Schema(implementation = Pending.class)))
    ResponseEntity<Pending> retry(CurrentUser user, @PathVariable UUID id) {
        return pending(feedback.retry(sessions.owned(user.id(), id).id()));
    }

    private static ResponseEntity<Pending> pending(FeedbackReport report) {
        return ResponseEntity.accepted()
                .header(HttpHeaders.RETRY_AFTER, SOON)
                .body(new Pending(report.id(), report.sessionId(), report.status().code()));
    }

    private static ReportResponse response(FeedbackReport report) {
        var evidence = member(report, "evidence");
        return new ReportResponse(
                report.id(),
                report.sessionId(),
                report.status().code(),
                report.overallScore(),
                report.transcript(),
                new FeedbackMember(
                        report.summary(),
                        report.strengths().stream().map(Strength::observation).toList(),
                        report.improvements().stream().map(Improvement::text).toList()),
                report.strengths(),
                report.improvements(),
                report.detailedScores(),
                member(report, "criteria"),
                member(report, "categories"),
                member(report, "estimate"),
                report.notices(),
                evidence == null ? Score.VERBATIM.createArrayNode() : evidence,
                member(report, "model"),
                report.analysis(),
                report.status() == ReportStatus.UNAVAILABLE,
                report.createdAt());
    }

    private static @Nullable JsonNode member(FeedbackReport report, String name) {
        var score = report.score();
        var member = score == null ? null : score.get(name);
        return member == null || member.isNull() ? null : member;
    }
}
