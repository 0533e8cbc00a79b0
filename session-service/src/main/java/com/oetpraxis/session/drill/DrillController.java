package com.oetpraxis.session.drill;

import com.oetpraxis.shared.security.CurrentUser;
import com.oetpraxis.shared.web.CommonProblem;
import com.oetpraxis.shared.web.PageQuery;
import com.oetpraxis.shared.web.Pagination;
import com.oetpraxis.shared.web.ProblemException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Exercises from a learner's own errors (EP-105). */
@RestController
@RequestMapping("/v1/progress/drills")
class DrillController {

    private final DrillService service;

    DrillController(DrillService service) {
        this.service = service;
    }

    record DrillsResponse(List<DrillMember> drills, Pagination.Current pagination) {}

    /**
     * @param kind of exercise, such as {@code grammar} or {@code empathy}
     * @param due whether it is time for it
     */
    record DrillMember(
            UUID id, String kind, String prompt, UUID fromSessionId, Instant dueAt, boolean due) {}

    /**
     * @param answer what the learner would say now; it is not stored
     * @param grade the learner's own: 0 nothing came, 3 right with effort, 5 perfect; without it
     *     the answer is graded by the words it shares with the better wording
     */
    record AnswerRequest(
            @Size(max = 1_000) @Nullable String answer, @Min(0) @Max(5) @Nullable Integer grade) {}

    /**
     * @param suggestion what to do instead
     * @param example a better wording
     * @param dueAt when the exercise comes again
     * @param repetitions good answers in a row
     * @param easiness the E-factor of SM-2, 1.3 or more
     */
    record AnswerResponse(
            UUID id,
            int grade,
            @Nullable String suggestion,
            @Nullable String example,
            Instant dueAt,
            int intervalDays,
            int repetitions,
            double easiness) {}

    /**
     * The learner's exercises, the longest due first.
     *
     * @param due true for those that are due only
     */
    @GetMapping
    DrillsResponse drills(
            CurrentUser user, @RequestParam(defaultValue = "false") boolean due, PageQuery page) {
        var found = service.list(user.id(), due, page);
        return new DrillsResponse(
                found.drills().stream()
                        .map(drill ->
                                new DrillMember(
                                        drill.id(),
                                        drill.kind(),
                                        drill.prompt(),
                                        drill.sessionId(),
                                        drill.dueAt(),
                                        !drill.dueAt().isAfter(found.now())))
                        .toList(),
                new Pagination(page, found.total()).current());
    }

    /**
     * Takes an answer, shows the better wording and says when the exercise comes again.
     *
     * @param id of the exercise
     */
    @PostMapping("/{id}/answer")
    AnswerResponse answer(
            CurrentUser user, @PathVariable UUID id, @Valid @RequestBody AnswerRequest request) {
        if (request.answer() == null && request.grade() == null) {
            throw ProblemException.field(
                    CommonProblem.VALIDATION_FAILED, "answer", "or grade must be given");
        }
        var answered = service.answer(user.id(), id, request.answer(), request.grade());
        return new AnswerResponse(
                id,
                answered.grade(),
                answered.drill().suggestion(),
                answered.drill().example(),
                answered.dueAt(),
                answered.repetition().intervalDays(),
                answered.repetition().repetitions(),
                answered.repetition().easiness());
    }
}
