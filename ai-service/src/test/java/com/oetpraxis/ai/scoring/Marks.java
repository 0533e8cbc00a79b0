package com.oetpraxis.ai.scoring;

import com.oetpraxis.ai.consultation.Criterion;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/** Marks of a report by the names that {@code expected.json} uses. */
record Marks(ScoreReport report) {

    private static final Set<Criterion> LINGUISTIC =
            EnumSet.range(Criterion.INTELLIGIBILITY, Criterion.RESOURCES);

    static Marks of(com.oetpraxis.ai.transcript.Transcript talk) {
        return new Marks(Talks.score(talk).report());
    }

    double on(String key) {
        return switch (key) {
            case "overall" -> Objects.requireNonNull(report.estimate()).raw();
            case "linguistic_mean" -> mean(LINGUISTIC::contains);
            case "clinical_mean" -> mean(criterion -> !LINGUISTIC.contains(criterion));
            default -> on(Criterion.valueOf(key.toUpperCase(Locale.ROOT)));
        };
    }

    double on(Criterion criterion) {
        var mark = report.criteria().get(criterion);
        return mark == null ? Double.NaN : mark.doubleValue();
    }

    double on(Category category) {
        var score = report.categories().get(category);
        return score == null ? Double.NaN : score;
    }

    private double mean(Predicate<Criterion> which) {
        return Arrays.stream(Criterion.values())
                .filter(which)
                .filter(criterion -> report.criteria().get(criterion) != null)
                .mapToDouble(this::on)
                .average()
                .orElseThrow();
    }
}
