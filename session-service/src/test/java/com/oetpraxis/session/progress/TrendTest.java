package com.oetpraxis.session.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrendTest {

    private static final Instant START = Instant.parse("2026-01-05T10:00:00Z");

    @Test
    void isDrawnFromSixSessionsOverAWeekOn() {
        assertThat(trendOf(7, 300, 301, 302, 303, 304)).isNull();
        assertThat(trendOf(1, 300, 301, 302, 303, 304, 305)).isNull();
        assertThat(trendOf(2, 300, 301, 302, 303, 304, 305)).isNotNull();
    }

    @Test
    void findsAStraightLineExactly() {
        var trend = Objects.requireNonNull(trendOf(7, 200, 210, 220, 230, 240, 250));

        assertThat(trend.pointsPerWeek()).isCloseTo(10, within(1e-9));
        assertThat(trend.lowPerWeek()).isCloseTo(10, within(1e-9));
        assertThat(trend.line().getLast().value()).isCloseTo(250, within(1e-9));
        assertThat(trend.line().getLast().low()).isCloseTo(250, within(0.1));
    }

    /** Against figures worked out by hand: slope 30/35 a day, s 2.464, t 1.533. */
    @Test
    void agreesWithACalculationByHand() {
        var trend = Objects.requireNonNull(trendOf(10, 300, 310, 315, 330, 335, 342));

        assertThat(trend.fit().slope()).isCloseTo(0.8571, within(0.0001));
        assertThat(trend.fit().at(25)).isCloseTo(322, within(1e-9));
        assertThat(trend.fit().spread()).isCloseTo(2.4640, within(0.0001));
        assertThat(trend.fit().slopeMargin())
                .isCloseTo(1.533 * 2.4640 / Math.sqrt(1750), within(1e-4));
    }

    @Test
    void looksAtTheLastTwentySessionsOnly() {
        var values = new double[40];
        for (var i = 0; i < 40; i++) {
            values[i] = i < 20 ? 400 : 300 + i;
        }

        var trend = Objects.requireNonNull(trendOf(1, values));

        assertThat(trend.line()).hasSize(20);
        assertThat(trend.pointsPerWeek()).isCloseTo(7, within(1e-9));
    }

    /** The band is meant to hold the true line in four of five cases. */
    @Test
    void holdsTheTrueLineAsOftenAsItSays() {
        var random = new Random(20261121);
        var held = 0;
        for (var n = 0; n < 2_000; n++) {
            var values = new double[10];
            for (var i = 0; i < values.length; i++) {
                values[i] = 250 + 4 * i + 30 * random.nextGaussian();
            }
            var trend = Objects.requireNonNull(trendOf(2, values));
            var end = trend.line().getLast();
            if (end.low() <= 286 && end.high() >= 286) {
                held++;
            }
        }

        assertThat(held / 2_000.0).isBetween(0.77, 0.83);
    }

    @Test
    void namesTheDayOnWhichTheLineReachesB() {
        var trend = trendOf(7, 290, 301, 309, 320, 331, 339);

        var forecast = Forecast.of(trend, START.plus(Duration.ofDays(35)));

        assertThat(forecast.status()).isEqualTo("expected");
        assertThat(forecast.date()).isEqualTo(LocalDate.parse("2026-02-16"));
        assertThat(forecast.earliest()).isBeforeOrEqualTo(forecast.date());
        assertThat(forecast.latest()).isAfter(forecast.date());
    }

    @Test
    void namesNoDayWithoutClearProgress() {
        assertThat(status(trendOf(7, 300, 340, 280, 330, 290, 345))).isEqualTo("no_clear_progress");
        assertThat(status(trendOf(7, 330, 320, 315, 300, 290, 280))).isEqualTo("no_clear_progress");
        assertThat(status(null)).isEqualTo("too_few_sessions");
        assertThat(status(trendOf(7, 100, 101, 102, 103, 104, 105))).isEqualTo("too_far");
    }

    @Test
    void saysThatBIsReachedWhereEvenTheLowEndOfTheBandIsThere() {
        assertThat(status(trendOf(7, 380, 390, 385, 395, 392, 400))).isEqualTo("reached");
        assertThat(status(trendOf(7, 300, 420, 310, 430, 300, 425))).isNotEqualTo("reached");
    }

    @Test
    void neverNamesADayInThePast() {
        var trend = trendOf(7, 300, 309, 320, 331, 339, 349);
        var later = START.plus(Duration.ofDays(100));

        var forecast = Forecast.of(trend, later);

        assertThat(forecast.date()).isEqualTo(LocalDate.parse("2026-04-15"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void ordersItsDaysWhateverTheScores(long seed) {
        var random = new Random(seed);
        var named = 0;
        for (var n = 0; n < 400; n++) {
            var values = new double[6 + random.nextInt(30)];
            for (var i = 0; i < values.length; i++) {
                values[i] = Math.clamp(240 + 6 * i + 25 * random.nextGaussian(), 0, 500);
            }
            var now = START.plus(Duration.ofDays(3L * values.length));
            var forecast = Forecast.of(trendOf(3, values), now);
            var date = forecast.date();
            assertThat(date != null).isEqualTo(forecast.status().equals("expected"));
            if (date != null) {
                named++;
                assertThat(forecast.earliest()).isNotNull().isBeforeOrEqualTo(date);
                assertThat(date)
                        .isAfterOrEqualTo(
                                LocalDate.ofInstant(now, java.time.ZoneOffset.UTC).minusDays(3));
                if (forecast.latest() != null) {
                    assertThat(forecast.latest()).isAfterOrEqualTo(date);
                }
            }
        }
        assertThat(named).isPositive();
    }

    private static String status(@Nullable Trend trend) {
        return Forecast.of(trend, START.plus(Duration.ofDays(35))).status();
    }

    private static @Nullable Trend trendOf(int daysBetween, double... values) {
        List<PractisedSession> sessions = new ArrayList<>();
        for (var i = 0; i < values.length; i++) {
            sessions.add(
                    new PractisedSession(
                            UUID.randomUUID(),
                            UUID.randomUUID(),
                            START.plus(Duration.ofDays((long) i * daysBetween)),
                            300,
                            70,
                            values[i],
                            Map.of()));
        }
        return Trend.of(sessions);
    }
}
