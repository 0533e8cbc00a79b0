package com.oetpraxis.session.analytics;

import com.oetpraxis.session.analytics.AnalyticsService.Day;
import com.oetpraxis.session.analytics.AnalyticsService.Popular;
import com.oetpraxis.session.analytics.AnalyticsService.Subscriptions;
import com.oetpraxis.session.analytics.AnalyticsService.Usage;
import com.oetpraxis.session.analytics.AnalyticsService.UserFigures;
import com.oetpraxis.shared.document.Refuses;
import com.oetpraxis.shared.security.CurrentUser;
import com.oetpraxis.shared.web.CommonProblem;
import com.oetpraxis.shared.web.ProblemException;
import io.swagger.v3.oas.annotations.media.Schema;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Figures for admins (EP-45, EP-89 to EP-91); what rests on fewer than five people is null. */
@RestController
@RequestMapping("/v1/admin/analytics")
class AnalyticsController {

    private static final String ADMINS = "hasRole('ADMIN')";
    private static final String NO_ADMIN = "PER001: for admins";

    private final AnalyticsService analytics;
    private final Clock clock;

    AnalyticsController(AnalyticsService analytics, Clock clock) {
        this.analytics = analytics;
        this.clock = clock;
    }

    /** First and last day, UTC. */
    record Timeframe(LocalDate start, LocalDate end) {}

    /**
     * @param metric shown day by day
     * @param professionBreakdown learners by profession
     */
    record UsersResponse(
            Timeframe timeframe,
            String metric,
            UserFigures metrics,
            List<Day> breakdown,
            @Schema(type = "object") Map<String, @Nullable Long> professionBreakdown) {}

    /**
     * @param difficultyDistribution completed sessions by difficulty
     */
    record ContentResponse(
            Timeframe timeframe,
            List<Popular> popularScenarios,
            int suppressedScenarios,
            @Schema(type = "object") Map<String, @Nullable Long> difficultyDistribution) {}

    record BusinessResponse(
            Timeframe timeframe,
            @Nullable Long activeUsers,
            Subscriptions subscriptions,
            Usage usage,
            @Nullable Double retention) {}

    /**
     * Learners in all, active and new, and one metric day by day.
     *
     * @param startDate first day, UTC; 30 days unless said
     * @param endDate last day, UTC, included; today unless said
     * @param metric totalUsers, activeUsers, signups, conversions, sessions or averageScore
     */
    @Refuses(status = 403, when = NO_ADMIN)
    @PreAuthorize(ADMINS)
    @GetMapping("/users")
    UsersResponse users(
            CurrentUser user,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
                    @Nullable LocalDate startDate,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
                    @Nullable LocalDate endDate,
            @RequestParam(defaultValue = "activeUsers") String metric) {
        var range = Range.of(startDate, endDate, clock.instant());
        var chosen = Metric.of(metric);
        var found = analytics.users(range, chosen);
        return new UsersResponse(
                timeframe(range),
                chosen.code(),
                found.metrics(),
                found.breakdown(),
                found.professionBreakdown());
    }

    /**
     * Which scenarios are played, and how hard they are.
     *
     * @param startDate first day, UTC; 30 days unless said
     * @param endDate last day, UTC, included; today unless said
     */
    @Refuses(status = 403, when = NO_ADMIN)
    @PreAuthorize(ADMINS)
    @GetMapping("/content")
    ContentResponse content(
            CurrentUser user,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
                    @Nullable LocalDate startDate,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
                    @Nullable LocalDate endDate) {
        var range = Range.of(startDate, endDate, clock.instant());
        var found = analytics.content(range);
        return new ContentResponse(
                timeframe(range),
                found.popularScenarios(),
                found.suppressedScenarios(),
                found.difficultyDistribution());
    }

    /**
     * Activity, plans, usage, and who came back.
     *
     * @param startDate first day, UTC; 30 days unless said
     * @param endDate last day, UTC, included; today unless said
     */
    @Refuses(status = 403, when = NO_ADMIN)
    @PreAuthorize(ADMINS)
    @GetMapping("/business")
    BusinessResponse business(
            CurrentUser user,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
                    @Nullable LocalDate startDate,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
                    @Nullable LocalDate endDate) {
        var range = Range.of(startDate, endDate, clock.instant());
        var found = analytics.business(range);
        return new BusinessResponse(
                timeframe(range),
                found.activeUsers(),
                found.subscriptions(),
                found.usage(),
                found.retention());
    }

    /**
     * The same figures as CSV; never rows of single people (BR-65).
     *
     * @param report users, content or business
     * @param startDate first day, UTC; 30 days unless said
     * @param endDate last day, UTC, included; today unless said
     * @param metric of the report on users
     */
    @Refuses(status = 403, when = NO_ADMIN)
    @PreAuthorize(ADMINS)
    @GetMapping(path = "/export", produces = "text/csv")
    ResponseEntity<String> export(
            CurrentUser user,
            @RequestParam String report,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
                    @Nullable LocalDate startDate,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
                    @Nullable LocalDate endDate,
            @RequestParam(defaultValue = "activeUsers") String metric) {
        var range = Range.of(startDate, endDate, clock.instant());
        var csv =
                switch (report) {
                    case "users" -> usersCsv(range, Metric.of(metric));
                    case "content" -> contentCsv(range);
                    case "business" -> businessCsv(range);
                    default ->
                            throw ProblemException.field(
                                    CommonProblem.VALIDATION_FAILED,
                                    "report",
                                    "must be users, content or business");
                };
        var file = "praxis-%s-%s-%s.csv".formatted(report, range.start(), range.end());
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(file).build().toString())
                .body(csv.toString());
    }

    private Csv usersCsv(Range range, Metric metric) {
        var csv = new Csv().row("date", metric.code(), "signups", "conversions");
        analytics
                .users(range, metric)
                .breakdown()
                .forEach(day -> csv.row(day.date(), day.value(), day.signups(), day.conversions()));
        return csv;
    }

    private Csv contentCsv(Range range) {
        var csv =
                new Csv()
                        .row(
                                "scenarioId",
                                "title",
                                "completions",
                                "averageScore",
                                "averageRating",
                                "averageCompletionSeconds");
        analytics
                .content(range)
                .popularScenarios()
                .forEach(s ->
                        csv.row(
                                s.id(),
                                s.title(),
                                s.completions(),
                                s.averageScore(),
                                s.averageRating(),
                                s.averageCompletionTime()));
        return csv;
    }

    private Csv businessCsv(Range range) {
        var found = analytics.business(range);
        return new Csv()
                .row("figure", "value")
                .row("activeUsers", found.activeUsers())
                .row("newlyPaid", found.subscriptions().newlyPaid())
                .row("paying", found.subscriptions().paying())
                .row("sessions", found.usage().sessions())
                .row("completedSessions", found.usage().completed())
                .row("practiceMinutes", found.usage().practiceTime())
                .row("sessionsPerLearner", found.usage().sessionsPerLearner())
                .row("retentionPercent", found.retention());
    }

    private static Timeframe timeframe(Range range) {
        return new Timeframe(range.start(), range.end());
    }
}
