package com.oetpraxis.session.analytics;

import com.oetpraxis.shared.web.CommonProblem;
import com.oetpraxis.shared.web.ProblemException;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What can be shown day by day (GP-19). */
enum Metric {
    TOTAL_USERS("totalUsers"),
    ACTIVE_USERS("activeUsers"),
    SIGNUPS("signups"),
    CONVERSIONS("conversions"),
    SESSIONS("sessions"),
    AVERAGE_SCORE("averageScore");

    private final String code;

    Metric(String code) {
        this.code = code;
    }

    /** As the API writes it. */
    String code() {
        return code;
    }

    static Metric of(String code) {
        return Arrays.stream(values())
                .filter(metric -> metric.code.equals(code))
                .findFirst()
                .orElseThrow(() ->
                        ProblemException.field(
                                CommonProblem.VALIDATION_FAILED,
                                "metric",
                                "must be one of "
                                        + Arrays.stream(values())
                                                .map(Metric::code)
                                                .collect(Collectors.joining(", "))));
    }
}
