package com.oetpraxis.session.page;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/** The names that readers see instead of those of the API. */
final class Words {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter SHORT_DAY =
            DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private static final Map<String, String> NAMES =
            Map.ofEntries(
                    Map.entry("intelligibility", "Intelligibility"),
                    Map.entry("fluency", "Fluency"),
                    Map.entry("appropriateness", "Appropriateness of language"),
                    Map.entry("resources", "Grammar and expression"),
                    Map.entry("relationship", "Relationship building"),
                    Map.entry("perspective", "The patient's perspective"),
                    Map.entry("structure", "Providing structure"),
                    Map.entry("gathering", "Information gathering"),
                    Map.entry("giving", "Information giving"),
                    Map.entry("pronunciation", "Pronunciation and fluency"),
                    Map.entry("grammar", "Grammar"),
                    Map.entry("vocabulary", "Vocabulary"),
                    Map.entry("clinicalCommunication", "Clinical communication"),
                    Map.entry("empathy", "Empathy"),
                    Map.entry("patientEducation", "Patient education"));

    private Words() {}

    /** Of a criterion or category; an unknown one keeps its own name. */
    static String name(String code) {
        return NAMES.getOrDefault(code, code.replace('_', ' '));
    }

    /** Of a measure, such as {@code opens_with_open_question}. */
    static String measure(String code) {
        return code.replace('_', ' ');
    }

    static String day(Instant time) {
        return DAY.format(time);
    }

    static String shortDay(Instant time) {
        return SHORT_DAY.format(time);
    }

    static String length(int seconds) {
        var length = Duration.ofSeconds(seconds);
        return length.toMinutes() + " min " + length.toSecondsPart() + " s";
    }

    /** Minutes and seconds on the session's clock. */
    static String clock(int milliseconds) {
        var time = Duration.ofMillis(milliseconds);
        return "%d:%02d".formatted(time.toMinutes(), time.toSecondsPart());
    }

    static String number(BigDecimal value) {
        return value.stripTrailingZeros().toPlainString();
    }

    /** The grade of a value on the scale from 0 to 500 (oet-domain 1.5). */
    static String grade(int value) {
        if (value >= 450) {
            return "A";
        }
        if (value >= 350) {
            return "B";
        }
        if (value >= 300) {
            return "C+";
        }
        if (value >= 200) {
            return "C";
        }
        return value >= 100 ? "D" : "E";
    }
}
