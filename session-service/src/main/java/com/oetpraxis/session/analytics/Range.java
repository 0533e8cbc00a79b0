package com.oetpraxis.session.analytics;

import com.oetpraxis.shared.web.CommonProblem;
import com.oetpraxis.shared.web.ProblemException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Whole days, UTC.
 *
 * @param start first day
 * @param end last day, included
 */
record Range(LocalDate start, LocalDate end) {

    private static final int DAYS = 30;
    private static final int MOST_DAYS = 366;
    private static final LocalDate FIRST = LocalDate.of(2000, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2999, 12, 31);

    /** The last 30 days unless said otherwise. */
    static Range of(@Nullable LocalDate start, @Nullable LocalDate end, Instant now) {
        var last = end == null ? LocalDate.ofInstant(now, ZoneOffset.UTC) : end;
        var first = start == null ? last.minusDays(DAYS - 1) : start;
        if (first.isBefore(FIRST) || last.isAfter(LAST)) {
            throw invalid("startDate", "and endDate must be between " + FIRST + " and " + LAST);
        }
        if (last.isBefore(first)) {
            throw invalid("endDate", "must not be before startDate");
        }
        if (ChronoUnit.DAYS.between(first, last) >= MOST_DAYS) {
            throw invalid("endDate", "must be less than " + MOST_DAYS + " days after startDate");
        }
        return new Range(first, last);
    }

    /** As many days right before. */
    Range before() {
        return new Range(start.minusDays(days()), start.minusDays(1));
    }

    long days() {
        return ChronoUnit.DAYS.between(start, end) + 1;
    }

    Instant from() {
        return start.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** Exclusive. */
    Instant to() {
        return end.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static ProblemException invalid(String field, String message) {
        return ProblemException.field(CommonProblem.VALIDATION_FAILED, field, message);
    }
}
