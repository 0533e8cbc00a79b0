package com.oetpraxis.session.marking;

import com.oetpraxis.session.marking.MarkingService.Blind;
import com.oetpraxis.shared.document.Refuses;
import com.oetpraxis.shared.security.CurrentUser;
import com.oetpraxis.shared.web.PageQuery;
import com.oetpraxis.shared.web.Pagination;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Blind marking by reviewers, decisions and agreement for admins (EP-104). */
@RestController
@RequestMapping("/v1/admin/marking")
class MarkingController {

    private static final int PROVISIONAL = 50;
    private static final String REVIEWERS = "hasAnyRole('REVIEWER', 'ADMIN')";
    private static final String ADMINS = "hasRole('ADMIN')";
    private static final String NO_REVIEWER = "PER001: for reviewers and admins";
    private static final String NO_ADMIN = "PER001: for admins";

    private final MarkingService marking;

    MarkingController(MarkingService marking) {
        this.marking = marking;
    }

    record QueueResponse(List<CaseMember> cases, Pagination.Current pagination) {}

    /**
     * @param id of the case
     * @param duration active seconds
     * @param spoken false where the learner typed
     */
    record CaseMember(
            UUID id,
            String scenarioTitle,
            String profession,
            Instant requestedAt,
            int turns,
            int duration,
            boolean spoken) {}

    /**
     * @param turns with the learner's name left out, as far as the talk gives it away
     */
    record CaseResponse(
            UUID id,
            String scenarioTitle,
            String profession,
            int duration,
            boolean spoken,
            List<TalkTurn> turns) {}

    record TalkTurn(int turn, String speaker, String text, int startedMs, int endedMs) {}

    /**
     * @param comment for who decides
     */
    record MarksRequest(
            @NotNull @Valid Marks criteria, @Size(max = 4_000) @Nullable String comment) {}

    /**
     * @param comment to the learner
     */
    record DecisionRequest(
            @NotNull @Valid Marks criteria, @Size(max = 4_000) @Nullable String comment) {}

    record MarkedResponse(UUID id, String status) {}

    /**
     * @param reason why the learner asked
     * @param machine the scorer's marks
     * @param marks of the reviewers
     */
    record OpenResponse(
            UUID id,
            UUID sessionId,
            @Nullable String reason,
            @Schema(type = "object") JsonNode machine,
            List<MarksMember> marks,
            @Nullable DecisionMember decision) {}

    record MarksMember(Marks criteria, @Nullable String comment, Instant at) {}

    record DecisionMember(Marks criteria, @Nullable String comment, Instant at) {}

    /**
     * @param cases marked sessions
     * @param provisional whether there are too few of them to rely on (oet-domain 3.9)
     * @param scorer against people: the decision, or the mean of their marks; a bias above 0 means
     *     that the scorer marks higher
     * @param reviewers the first two who marked a session, against each other
     */
    record AgreementResponse(
            int cases, boolean provisional, List<Agreement> scorer, List<Agreement> reviewers) {}

    /** Sessions that want marks, but for those marked by the caller; the longest waiting first. */
    @Refuses(status = 403, when = NO_REVIEWER)
    @PreAuthorize(REVIEWERS)
    @GetMapping("/queue")
    QueueResponse queue(CurrentUser user, PageQuery page) {
        var queue = marking.queue(user.id(), page);
        return new QueueResponse(
                queue.cases().stream().map(MarkingController::member).toList(),
                new Pagination(page, queue.total()).current());
    }

    /**
     * A talk to mark, without name and scores.
     *
     * @param id of the case
     */
    @Refuses(status = 403, when = NO_REVIEWER)
    @PreAuthorize(REVIEWERS)
    @GetMapping("/{id}")
    CaseResponse talk(CurrentUser user, @PathVariable UUID id) {
        var found = marking.blind(id);
        return new CaseResponse(
                found.marking().id(),
                found.session().scenarioTitle(),
                found.session().profession(),
                Objects.requireNonNullElse(found.session().durationSeconds(), 0),
                found.transcript().spoken(),
                found.transcript().turns().stream()
                        .map(turn ->
                                new TalkTurn(
                                        turn.turn(),
                                        turn.speaker().code(),
                                        found.mask().apply(turn.heard()),
                                        turn.startedMs(),
                                        turn.endedMs()))
                        .toList());
    }

    /**
     * The caller's marks, given once.
     *
     * @param id of the case
     */
    @Refuses(status = 403, when = NO_REVIEWER)
    @Refuses(status = 409, when = "RES002 ALREADY_MARKED or CASE_CLOSED")
    @PreAuthorize(REVIEWERS)
    @PostMapping("/{id}/marks")
    @ResponseStatus(HttpStatus.CREATED)
    MarkedResponse mark(
            CurrentUser user, @PathVariable UUID id, @Valid @RequestBody MarksRequest request) {
        marking.mark(id, user.id(), request.criteria(), request.comment());
        return new MarkedResponse(id, "marked");
    }

    /**
     * All marks of a case, the scorer's beside those of people.
     *
     * @param id of the case
     */
    @Refuses(status = 403, when = NO_ADMIN)
    @PreAuthorize(ADMINS)
    @GetMapping("/{id}/marks")
    OpenResponse marks(CurrentUser user, @PathVariable UUID id) {
        var found = marking.open(id);
        var decision = found.marking().adjudicated();
        return new OpenResponse(
                found.marking().id(),
                found.marking().sessionId(),
                found.marking().reason(),
                found.machine(),
                found.given().stream()
                        .map(g -> new MarksMember(g.marks(), g.comment(), g.at()))
                        .toList(),
                decision == null
                        ? null
                        : new DecisionMember(decision.marks(), decision.comment(), decision.at()));
    }

    /**
     * Decides a case that two have marked; the learner sees it beside the machine's report.
     *
     * @param id of the case
     */
    @Refuses(status = 403, when = NO_ADMIN)
    @Refuses(status = 409, when = "RES002 MARKS_MISSING, OWN_MARKS or CASE_CLOSED")
    @PreAuthorize(ADMINS)
    @PostMapping("/{id}/adjudication")
    @ResponseStatus(HttpStatus.CREATED)
    MarkedResponse adjudicate(
            CurrentUser user, @PathVariable UUID id, @Valid @RequestBody DecisionRequest request) {
        marking.adjudicate(id, user.id(), request.criteria(), request.comment());
        return new MarkedResponse(id, "adjudicated");
    }

    /** How far the scorer agrees with people, and people with each other. */
    @Refuses(status = 403, when = NO_ADMIN)
    @PreAuthorize(ADMINS)
    @GetMapping("/agreement")
    AgreementResponse agreement(CurrentUser user) {
        var found = marking.agreements();
        return new AgreementResponse(
                found.cases(), found.cases() < PROVISIONAL, found.machine(), found.people());
    }

    private static CaseMember member(Blind found) {
        return new CaseMember(
                found.marking().id(),
                found.session().scenarioTitle(),
                found.session().profession(),
                found.marking().requestedAt(),
                found.transcript().turns().size(),
                Objects.requireNonNullElse(found.session().durationSeconds(), 0),
                found.transcript().spoken());
    }
}
