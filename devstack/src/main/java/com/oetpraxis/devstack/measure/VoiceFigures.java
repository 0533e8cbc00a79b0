package com.oetpraxis.devstack.measure;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The figures of talks by voice, one a line.
 *
 * @param learners who talked at once
 * @param dropped notices of sound that was dropped
 * @param processor seconds of the processor a minute of each session
 */
record VoiceFigures(int learners, List<Answer> answers, int dropped, double processor) {

    VoiceFigures {
        answers = List.copyOf(answers);
    }

    void print() {
        var name = learners == 1 ? "voice to voice" : learners + " at once, voice to voice";
        var answered = sorted(Answer::answered);
        print(name + ", p50", quantile(answered, 0.5), "ms");
        print(name + ", p90", quantile(answered, 0.9), "ms");
        print(name + ", p95", quantile(answered, 0.95), "ms");
        print(name + ", worst", quantile(answered, 1), "ms");
        var decided = sorted(Answer::afterDecision);
        print("  of it after the decision, p50", quantile(decided, 0.5), "ms");
        print("  of it after the decision, p95", quantile(decided, 0.95), "ms");
        print("  lines", answers.size(), "");
        print("  unanswered", answers.size() - answered.size(), "");
        print(
                "  cut off before their end",
                (double) answers.stream().filter(Answer::early).count(),
                "");
        print("  words wrong", WordErrors.percent(answers), "%");
        print("  notices of sound that was dropped", dropped, "");
        print("  processor seconds a session minute", processor, "s");
        if (learners == 1) {
            for (var answer : answers) {
                System.out.printf(
                        "    %5.0f ms%s  %s | %s%n",
                        answer.answered(),
                        answer.early() ? " early" : "",
                        answer.said(),
                        answer.heard());
            }
        }
    }

    private static void print(String figure, double value, String unit) {
        System.out.printf("%-46s %8.1f %s%n", figure, value, unit);
    }

    private List<Double> sorted(ToDoubleFunction<Answer> time) {
        return answers.stream()
                .mapToDouble(time)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .boxed()
                .toList();
    }

    private static double quantile(List<Double> sorted, double q) {
        return sorted.isEmpty()
                ? Double.NaN
                : sorted.get(Math.max(0, (int) Math.ceil(q * sorted.size()) - 1)); // nearest rank
    }
}
