package com.oetpraxis.session.marking;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far two raters agree on one criterion.
 *
 * @param pairs sessions that both have marked
 * @param quadraticWeightedKappa of marks rounded to whole numbers: 1 is full agreement, 0 what
 *     chance gives, below 0 worse; null below two pairs or where neither rater's marks differ
 * @param pearson correlation, -1 to 1; null below two pairs or where a rater's marks do not differ
 * @param bias mean of the first rater's marks less the second's; null without pairs
 * @param meanAbsoluteDifference null without pairs
 */
record Agreement(
        String criterion,
        int pairs,
        @Nullable Double quadraticWeightedKappa,
        @Nullable Double pearson,
        @Nullable Double bias,
        @Nullable Double meanAbsoluteDifference) {

    private static final int FEWEST = 2;
    private static final double TINY = 1e-12;

    /** The marks of two raters for the same session. */
    record Pair(double first, double second) {}

    static Agreement of(Criterion criterion, List<Pair> pairs) {
        return new Agreement(
                criterion.code(),
                pairs.size(),
                rounded(kappa(pairs, criterion.highest() + 1)),
                rounded(pearson(pairs)),
                rounded(mean(pairs.stream().mapToDouble(p -> p.first() - p.second()).toArray())),
                rounded(
                        mean(
                                pairs.stream()
                                        .mapToDouble(p -> Math.abs(p.first() - p.second()))
                                        .toArray())));
    }

    /**
     * Cohen's weighted kappa with weights that grow by the square of the distance (Cohen 1968).
     *
     * @param categories how many marks there are, from 0 up
     */
    static @Nullable Double kappa(List<Pair> pairs, int categories) {
        if (pairs.size() < FEWEST) {
            return null;
        }
        var observed = new double[categories][categories];
        var firsts = new double[categories];
        var seconds = new double[categories];
        for (var pair : pairs) {
            var i = category(pair.first(), categories);
            var j = category(pair.second(), categories);
            observed[i][j]++;
            firsts[i]++;
            seconds[j]++;
        }
        double disagreement = 0;
        double chance = 0;
        for (var i = 0; i < categories; i++) {
            for (var j = 0; j < categories; j++) {
                double weight = (i - j) * (i - j);
                disagreement += weight * observed[i][j];
                chance += weight * firsts[i] * seconds[j] / pairs.size();
            }
        }
        // the division may be off by an ulp
        return chance < TINY ? null : (Double) Math.clamp(1 - disagreement / chance, -1.0, 1.0);
    }

    static @Nullable Double pearson(List<Pair> pairs) {
        if (pairs.size() < FEWEST) {
            return null;
        }
        var meanFirst = pairs.stream().mapToDouble(Pair::first).average().orElseThrow();
        var meanSecond = pairs.stream().mapToDouble(Pair::second).average().orElseThrow();
        double product = 0;
        double first = 0;
        double second = 0;
        for (var pair : pairs) {
            var a = pair.first() - meanFirst;
            var b = pair.second() - meanSecond;
            product += a * b;
            first += a * a;
            second += b * b;
        }
        return first < TINY || second < TINY
                ? null
                : (Double) Math.clamp(product / Math.sqrt(first * second), -1, 1);
    }

    private static int category(double mark, int categories) {
        return Math.clamp(Math.round(mark), 0, categories - 1);
    }

    private static @Nullable Double mean(double[] values) {
        var mean = java.util.Arrays.stream(values).average();
        return mean.isPresent() ? (Double) mean.getAsDouble() : null;
    }

    private static @Nullable Double rounded(@Nullable Double value) {
        return value == null ? null : (Double) (Math.round(value * 1000) / 1000.0);
    }
}
