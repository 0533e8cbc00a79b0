package com.oetpraxis.session.drill;

import com.oetpraxis.shared.web.PageQuery;
import com.oetpraxis.shared.web.ProblemException;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** A learner's exercises: which are due, and when they come again. */
@Service
class DrillService {

    /** Beyond any interval. */
    private static final Duration EVER = Duration.ofDays(4000);

    private final Drills drills;
    private final Clock clock;
    private final MeterRegistry meters;

    DrillService(Drills drills, Clock clock, MeterRegistry meters) {
        this.drills = drills;
        this.clock = clock;
        this.meters = meters;
    }

    /** A page of the learner's exercises and how many there are. */
    record Page(List<Drill> drills, int total, Instant now) {}

    /** An exercise after its answer. */
    record Answered(Drill drill, int grade, Repetition repetition, Instant dueAt) {}

    @Transactional(readOnly = true)
    public Page list(UUID userId, boolean dueOnly, PageQuery page) {
        var now = now();
        var until = dueOnly ? now : now.plus(EVER);
        return new Page(drills.dueBefore(userId, until, page), drills.due(userId, until), now);
    }

    /**
     * Puts the exercise off by what the answer was worth; the answer itself is not stored.
     *
     * @param grade the learner's own, 0 to 5; null to have the answer graded
     */
    @Transactional
    public Answered answer(UUID userId, UUID id, @Nullable String answer, @Nullable Integer grade) {
        var drill =
                drills.findLocked(userId, id)
                        .orElseThrow(() ->
                                new ProblemException(
                                        DrillProblem.DRILL_NOT_FOUND,
                                        "You have no exercise with this id."));
        var worth =
                grade == null
                        ? AnswerGrade.of(
                                answer == null ? "" : answer, drill.quote(), drill.example())
                        : grade;
        var now = now();
        var next = drill.repetition().answered(worth);
        var dueAt = now.plus(Duration.ofDays(next.intervalDays()));
        drills.store(id, next, worth, dueAt, now);
        meters.counter("drill.answers", "good", String.valueOf(next.repetitions() > 0)).increment();
        return new Answered(drill, worth, next, dueAt);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
