package com.oetpraxis.session.drill;

/**
 * Where an exercise stands in SM-2, the scheduler that P. A. Wozniak published ("Optimization of
 * learning", 1990, chapter 3.2).
 *
 * @param repetitions good answers in a row
 * @param easiness the E-factor: 2.5 at first, never below 1.3
 * @param intervalDays until the next repetition; 0 before the first answer
 */
record Repetition(int repetitions, double easiness, int intervalDays) {

    static final Repetition FIRST = new Repetition(0, 2.5, 0);

    static final int LOWEST_GRADE = 0;
    static final int HIGHEST_GRADE = 5;

    private static final int GOOD = 3;
    private static final double LOWEST_EASINESS = 1.3;
    private static final int FIRST_INTERVAL = 1;
    private static final int SECOND_INTERVAL = 6;

    /** Not in SM-2: nothing is put off for more than a year. */
    private static final int LONGEST_INTERVAL = 365;

    /**
     * After an answer. Below 3 the exercise begins anew with its easiness unchanged.
     *
     * @param grade from 0, nothing came, to 5, perfect
     */
    Repetition answered(int grade) {
        if (grade < LOWEST_GRADE || grade > HIGHEST_GRADE) {
            throw new IllegalArgumentException("a grade is from 0 to 5");
        }
        if (grade < GOOD) {
            return new Repetition(0, easiness, FIRST_INTERVAL);
        }
        var missing = HIGHEST_GRADE - grade;
        var next = Math.max(LOWEST_EASINESS, easiness + 0.1 - missing * (0.08 + missing * 0.02));
        return new Repetition(repetitions + 1, next, interval());
    }

    /** By the easiness before the answer, as the paper's steps 3 to 5 have it. */
    private int interval() {
        return switch (repetitions) {
            case 0 -> FIRST_INTERVAL;
            case 1 -> SECOND_INTERVAL;
            default -> Math.min(LONGEST_INTERVAL, (int) Math.ceil(intervalDays * easiness));
        };
    }
}
