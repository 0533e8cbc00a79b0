package com.oetpraxis.session.feedback;

import com.oetpraxis.session.marking.Review;
import com.oetpraxis.session.page.MessagePage;
import com.oetpraxis.session.page.ReportPage;
import com.oetpraxis.session.practice.PracticeSessionService;
import com.oetpraxis.session.practice.SessionView;
import com.oetpraxis.shared.document.Refuses;
import com.oetpraxis.shared.security.CurrentUser;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
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
     * @param version from 1 within the session; a re-score is the next
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
     * @param missedOpportunities the card's tasks that were not done in full
     * @param patientFeeling how the patient felt and why; null where it is not known
     * @param annotatedTranscript the turns, each with the judgements that rest on it
     * @param comparison with the learner's last five scored sessions before this one
     * @param review marks by people, where the learner asked for them
     * @param versions all reports of the session
     * @param retryPossible whether {@code retry} can be called
     */
    record ReportResponse(
            UUID id,
            UUID sessionId,
            String status,
            int version,
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
            List<MissedOpportunity> missedOpportunities,
            @Nullable PatientFeeling patientFeeling,
            List<AnnotatedTurn> annotatedTranscript,
            Comparison comparison,
            @Nullable Review review,
            List<ReportVersion> versions,
            boolean retryPossible,
            Instant createdAt) {}

    record FeedbackMember(String summary, List<String> strengths, List<String> improvements) {}

    /**
     * The report of a session, or 202 with Retry-After while it is being made.
     *
     * @param id of the session
     * @param version an older report than the current one
     */
    @GetMapping
    @ApiResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = ReportResponse.class)))
    @ApiResponse(
            responseCode = "202",
            content = @Content(schema = @Schema(implementation = Pending.class)))
    ResponseEntity<?> report(
            CurrentUser user,
            @PathVariable UUID id,
            @RequestParam(required = false) @Min(1) @Nullable Integer version) {
        var view = feedback.view(readable(user, id), version);
        return view.report().status() == ReportStatus.GENERATING
                ? pending(view.report())
                : ResponseEntity.ok(response(view));
    }

    /**
     * The report as a page to read and print, without scripts; 202 while it is being made.
     *
     * @param id of the session
     * @param version an older report than the current one
     */
    @GetMapping(path = "/print", produces = MediaType.TEXT_HTML_VALUE)
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.TEXT_HTML_VALUE,
                            schema = @Schema(type = "string")))
    ResponseEntity<String> print(
            CurrentUser user,
            @PathVariable UUID id,
            @RequestParam(required = false) @Min(1) @Nullable Integer version) {
        var view = feedback.view(readable(user, id), version);
        return view.report().status() == ReportStatus.GENERATING
                ? HtmlAnswer.of(HttpStatus.ACCEPTED, MessagePage.BEING_MADE)
                : HtmlAnswer.of(HttpStatus.OK, ReportPage.of(ReportSheets.own(view)));
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

    /**
     * Has a session scored again by the rubric, model and word lists of today. The new report
     * counts once it is there; the old one stays beside it. Nothing is added where they are the
     * same.
     *
     * @param id of the session
     */
    @Refuses(status = 409, when = "RES002 REPORT_NOT_READY: it has no score yet")
    @PostMapping("/rescore")
    @ResponseStatus(HttpStatus.ACCEPTED)
    VersionsResponse rescore(CurrentUser user, @PathVariable UUID id) {
        var session = readable(user, id);
        feedback.rescore(session.id());
        return new VersionsResponse(
                session.id(), feedback.view(session, (Integer) null).versions());
    }

    /**
     * @param versions the reports there are; that of the re-score is not among them yet
     */
    record VersionsResponse(UUID sessionId, List<ReportVersion> versions) {}

    private SessionView readable(CurrentUser user, UUID id) {
        return user.isAdmin() ? sessions.get(id) : sessions.owned(user.id(), id);
    }

    private static ResponseEntity<Pending> pending(FeedbackReport report) {
        return ResponseEntity.accepted()
                .header(HttpHeaders.RETRY_AFTER, SOON)
                .body(new Pending(report.id(), report.sessionId(), report.status().code()));
    }

    private static ReportResponse response(ReportView view) {
        var report = view.report();
        var evidence = report.member("evidence");
        return new ReportResponse(
                report.id(),
                report.sessionId(),
                report.status().code(),
                report.version(),
                report.overallScore(),
                report.transcript(),
                new FeedbackMember(
                        report.summary(),
                        report.strengths().stream().map(Strength::observation).toList(),
                        report.improvements().stream().map(Improvement::text).toList()),
                report.strengths(),
                report.improvements(),
                report.detailedScores(),
                report.member("criteria"),
                report.member("categories"),
                report.member("estimate"),
                report.notices(),
                evidence == null ? Score.VERBATIM.createArrayNode() : evidence,
                report.member("model"),
                report.analysis(),
                MissedOpportunity.of(report.analysis()),
                report.patientFeeling(),
                view.transcript(),
                view.comparison(),
                view.review(),
                view.versions(),
                report.status() == ReportStatus.UNAVAILABLE,
                report.createdAt());
    }
}
