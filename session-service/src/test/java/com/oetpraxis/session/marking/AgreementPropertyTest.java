package com.oetpraxis.session.marking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.oetpraxis.session.marking.Agreement.Pair;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class AgreementPropertyTest {

    /** Whole marks: kappa is 2 cov / (var + var + (difference of means)^2). */
    @Property
    void isTheConcordanceOfWholeMarks(
            @ForAll @Size(min = 2, max = 40) List<@IntRange(max = 48) Integer> coded) {
        var pairs = coded.stream().map(c -> new Pair(c / 7, c % 7)).toList();

        var kappa = Agreement.kappa(pairs, 7);

        var n = pairs.size();
        var one = pairs.stream().mapToDouble(Pair::first).average().orElseThrow();
        var other = pairs.stream().mapToDouble(Pair::second).average().orElseThrow();
        double variances = 0;
        double covariance = 0;
        for (var pair : pairs) {
            var a = pair.first() - one;
            var b = pair.second() - other;
            variances += (a * a + b * b) / n;
            covariance += a * b / n;
        }
        var chance = variances + (one - other) * (one - other);
        if (chance < 1e-12) {
            assertThat(kappa).isNull();
        } else {
            assertThat(kappa).isCloseTo(2 * covariance / chance, within(1e-9)).isBetween(-1.0, 1.0);
        }
    }

    @Property
    void doesNotMindWhoIsFirst(
            @ForAll @Size(min = 2, max = 30) List<@IntRange(max = 15) Integer> coded) {
        var pairs = coded.stream().map(c -> new Pair(c / 4, c % 4)).toList();
        var turned = coded.stream().map(c -> new Pair(c % 4, c / 4)).toList();

        var kappa = Agreement.kappa(pairs, 4);
        var pearson = Agreement.pearson(pairs);

        if (kappa == null) {
            assertThat(Agreement.kappa(turned, 4)).isNull();
        } else {
            assertThat(Agreement.kappa(turned, 4)).isCloseTo(kappa, within(1e-9));
        }
        if (pearson != null) {
            assertThat(Agreement.pearson(turned)).isCloseTo(pearson, within(1e-9));
        }
    }

    @Property
    void isOneForTheSameMarks(
            @ForAll @Size(min = 2, max = 30) List<@IntRange(max = 6) Integer> marks) {
        var pairs = marks.stream().map(m -> new Pair(m, m)).toList();

        var kappa = Agreement.kappa(pairs, 7);

        if (marks.stream().distinct().count() > 1) {
            assertThat(kappa).isCloseTo(1.0, within(1e-9));
            assertThat(Agreement.pearson(pairs)).isCloseTo(1.0, within(1e-9));
        } else {
            assertThat(kappa).isNull();
        }
    }

    @Test
    void isNeverBelowMinusOne() {
        var opposites = List.of(new Pair(0, 2), new Pair(1, 1), new Pair(2, 0));

        assertThat(Agreement.kappa(opposites, 7)).isEqualTo(-1.0);
    }

    @Test
    void isAboutNoughtForChance() {
        var random = new Random(7);
        var pairs =
                IntStream.range(0, 20_000)
                        .mapToObj(i -> new Pair(random.nextInt(4), random.nextInt(4)))
                        .toList();

        assertThat(Agreement.kappa(pairs, 4)).isCloseTo(0.0, within(0.03));
    }
}
