package com.oetpraxis.session.progress;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What user-service shows of a learner's practice; only service tokens get here. */
@RestController
@RequestMapping("/internal/learners")
class LearnerStatsController {

    private static final double SECONDS_A_MINUTE = 60;

    private final ProgressQueries queries;

    LearnerStatsController(ProgressQueries queries) {
        this.queries = queries;
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
}
