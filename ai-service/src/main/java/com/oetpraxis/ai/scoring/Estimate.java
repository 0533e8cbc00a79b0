package com.oetpraxis.ai.scoring;

/**
 * An estimate on the scale of 0 to 500; not an official result.
 *
 * @param value in tens
 * @param low lower end of the likely range, in tens
 * @param high upper end of the likely range, in tens
 * @param raw before rounding
 * @param grade A, B, C+, C, D or E
 */
public record Estimate(int value, int low, int high, double raw, String grade) {

    static Estimate of(double raw, double half) {
        int value = tens(raw);
        return new Estimate(
                value,
                (int) Math.max(0, value - half),
                (int) Math.min(500, value + half),
                raw,
                gradeOf(value));
    }

    private static int tens(double raw) {
        return (int) (10 * Math.floor(raw / 10 + 0.5));
    }

    /** The grade of a score (oet-domain 1.5). */
    public static String gradeOf(int score) {
        if (score >= 450) {
            return "A";
        } else if (score >= 350) {
            return "B";
        } else if (score >= 300) {
            return "C+";
        } else if (score >= 200) {
            return "C";
        }
        return score >= 100 ? "D" : "E";
    }
}
