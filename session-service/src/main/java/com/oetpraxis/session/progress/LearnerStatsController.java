package com.oetpraxis.session.progress;

import com.oetpraxis.session.drill.Drills;
import com.oetpraxis.session.library.ScenarioLibrary;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What user-service shows of a learner's practice; only service tokens get here. */
@RestController
@RequestMapping("/internal/learners")
class LearnerStatsController {

    private static final double SECONDS_A_MINUTE = 60;

    private final ProgressQueries queries;
    private final ScenarioLibrary library;
    private final Drills drills;
    private final Clock clock;

    LearnerStatsController(
            ProgressQueries queries, ScenarioLibrary library, Drills drills, Clock clock) {
        this.queries = queries;
        this.library = library;
        this.drills = drills;
        this.clock = clock;
    }

    /**
     * @param averageScore 0 to 100, null where nothing was scored
     * @param totalPracticeTime minutes
     */
    record StatsResponse(
            int sessionsCompleted, @Nullable Integer averageScore, long totalPracticeTime) {}

    /**
     * A learner's figures, to be shown in the profile.
     *
     * @param userId of the learner
     */
    @GetMapping("/{userId}/stats")
    StatsResponse stats(@PathVariable UUID userId) {
        var stats = queries.stats(userId);
        var average = stats.averageScore();
        return new StatsResponse(
                stats.sessionsCompleted(),
                average == null ? null : (Integer) (int) Math.round(average),
                Math.round(stats.practiceSeconds() / SECONDS_A_MINUTE));
    }

    /**
     * What a weekly mail to the learner tells.
     *
     * @param userId of the learner
     * @param profession the API code, for the next scenario
     * @param paid whether the learner has a paid plan
     */
    @GetMapping("/{userId}/digest")
    Digest digest(
            @PathVariable UUID userId,
            @RequestParam String profession,
            @RequestParam(defaultValue = "false") boolean paid) {
        var now = clock.instant();
        var sessions = queries.completed(userId);
        return Digest.of(
                sessions,
                Recommendations.of(sessions, library.of(profession), paid, now),
                drills.due(userId, now),
                now);
    }
}
