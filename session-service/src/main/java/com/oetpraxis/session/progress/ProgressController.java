package com.oetpraxis.session.progress;

import com.oetpraxis.session.library.ScenarioLibrary;
import com.oetpraxis.shared.security.CurrentUser;
import com.oetpraxis.shared.web.CommonProblem;
import com.oetpraxis.shared.web.PageQuery;
import com.oetpraxis.shared.web.Pagination;
import com.oetpraxis.shared.web.ProblemException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A learner's own progress (EP-24 to EP-27, EP-71). */
@RestController
@RequestMapping("/v1/progress")
class ProgressController {

    private static final LocalDate FIRST_DAY = LocalDate.of(2000, 1, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(2999, 12, 31);

    private final ProgressQueries queries;
    private final LearnerProgress progress;
    private final ScenarioLibrary library;
    private final Clock clock;

    ProgressController(
            ProgressQueries queries,
            LearnerProgress progress,
            ScenarioLibrary library,
            Clock clock) {
        this.queries = queries;
        this.progress = progress;
        this.library = library;
        this.clock = clock;
    }

    record HistoryResponse(List<HistoryMember> sessions, Pagination.Current pagination) {}

    /**
     * @param id of the session
     * @param date of its end
     * @param duration active seconds
     * @param score 0 to 100, null without one
     * @param feedbackHighlights from the report
     */
    record HistoryMember(
            UUID id,
            Instant date,
            String scenarioTitle,
            int duration,
            @Nullable Integer score,
            List<String> feedbackHighlights) {}

    /** Out of scope by the product decision (CX-06): the contract, empty. */
    record AchievementsResponse(
            List<Achievement> achievements,
            AchievementStats stats,
            Pagination.Current pagination) {}

    record Achievement(
            String id,
            String title,
            String description,
            String category,
            Instant earnedDate,
            String icon) {}

    record AchievementStats(int totalAchievements, int completionPercentage) {}

    /** Totals, the last session, skill levels and, for payers, charts. */
    @GetMapping("/overview")
    Overview overview(CurrentUser user) {
        return Overview.of(
                queries.completed(user.id()), user.plan().equals("paid"), clock.instant());
    }

    /** Scenarios to play next, each with its reasons, and the skills to work on. */
    @GetMapping("/recommendations")
    Recommendations recommendations(CurrentUser user) {
        var profession = user.profession();
        return Recommendations.of(
                queries.completed(user.id()),
                profession == null ? List.of() : library.of(profession),
                user.plan().equals("paid"),
                clock.instant());
    }

    /**
     * Begins anew: what has ended by now counts no more, exercises go. Sessions and their reports
     * stay.
     *
     * @param confirm true, for it cannot be undone
     */
    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void reset(CurrentUser user, @RequestParam(defaultValue = "false") boolean confirm) {
        if (!confirm) {
            throw ProblemException.field(
                    CommonProblem.VALIDATION_FAILED,
                    "confirm",
                    "must be true, since this cannot be undone");
        }
        progress.reset(user.id(), clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    /** Always empty. */
    @GetMapping("/achievements")
    AchievementsResponse achievements(CurrentUser user, PageQuery page) {
        return new AchievementsResponse(
                List.of(), new AchievementStats(0, 0), new Pagination(page, 0).current());
    }

    /**
     * Completed sessions with score and highlights, the latest first.
     *
     * @param startDate first day, UTC
     * @param endDate last day, UTC, included
     */
    @GetMapping("/history")
    HistoryResponse history(
            CurrentUser user,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
                    @Nullable LocalDate startDate,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
                    @Nullable LocalDate endDate,
            PageQuery page) {
        var first = startDate == null ? FIRST_DAY : within(startDate, "startDate");
        var last = endDate == null ? LAST_DAY : within(endDate, "endDate");
        if (last.isBefore(first)) {
            throw ProblemException.field(
                    CommonProblem.VALIDATION_FAILED, "endDate", "must not be before startDate");
        }
        var from = first.atStartOfDay(ZoneOffset.UTC).toInstant();
        var to = last.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        var rows = queries.history(user.id(), from, to, page);
        return new HistoryResponse(
                rows.stream()
                        .map(r ->
                                new HistoryMember(
                                        r.id(),
                                        r.date(),
                                        r.scenarioTitle(),
                                        r.duration(),
                                        r.score(),
                                        r.highlights()))
                        .toList(),
                new Pagination(page, queries.countHistory(user.id(), from, to)).current());
    }

    private static LocalDate within(LocalDate day, String name) {
        if (day.isBefore(FIRST_DAY) || day.isAfter(LAST_DAY)) {
            throw ProblemException.field(
                    CommonProblem.VALIDATION_FAILED,
                    name,
                    "must be between " + FIRST_DAY + " and " + LAST_DAY);
        }
        return day;
    }
}
