package com.oetpraxis.devstack.rehearse;

import java.io.PrintStream;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** A feedback report as plain text. */
final class ReportPrinter {

    /** Marked from 0 to 6, the others from 0 to 3 (OET criteria). */
    private static final Set<String> LINGUISTIC =
            Set.of("intelligibility", "fluency", "appropriateness", "resources");

    private final PrintStream out;

    ReportPrinter(PrintStream out) {
        this.out = out;
    }

    void print(JsonNode report) {
        out.println();
        out.println("Your report");
        out.println("-----------");
        var overall = report.path("overallScore");
        if (overall.isNumber()) {
            out.printf("Overall       %d of 100 (a practice score)%n", overall.asInt());
        }
        var estimate = report.path("estimate");
        if (estimate.isObject()) {
            out.printf(
                    "Estimate      likely %d to %d on the 0-500 scale (an estimate, not an OET result)%n",
                    estimate.path("low").asInt(), estimate.path("high").asInt());
        }
        report.path("criteria")
                .properties()
                .forEach(criterion ->
                        out.printf(
                                "%-15s %s%n",
                                criterion.getKey(),
                                criterion.getValue().isNumber()
                                        ? "%s of %d"
                                                .formatted(
                                                        criterion.getValue().asString(),
                                                        LINGUISTIC.contains(criterion.getKey())
                                                                ? 6
                                                                : 3)
                                        : "not assessed"));
        out.println();
        out.println(report.path("feedback").path("summary").asString(""));
        printStrengths(report.path("strengthDetails"));
        printImprovements(report.path("improvementDetails"));
        if (!report.path("notices").isEmpty()) {
            out.println();
            report.path("notices")
                    .forEach(notice -> out.println("Note: " + notice.path("message").asString("")));
        }
    }

    private void printStrengths(JsonNode strengths) {
        if (!strengths.isEmpty()) {
            out.printf("%nWhat went well%n");
        }
        for (var strength : strengths) {
            out.println("  - " + strength.path("observation").asString(""));
            strength.path("examples").forEach(this::printQuote);
        }
    }

    private void printImprovements(JsonNode improvements) {
        if (!improvements.isEmpty()) {
            out.printf("%nWhat to do better%n");
        }
        for (var one : improvements) {
            out.println("  - " + one.path("observation").asString(""));
            printQuote(one);
            out.println("      " + one.path("suggestion").asString(""));
            out.println("      For example: " + one.path("example").asString(""));
        }
    }

    /** What of the learner's words the judgement rests on. */
    private void printQuote(JsonNode quoted) {
        if (quoted.path("quote").isString()) {
            out.printf(
                    "      Turn %d: \u201c%s\u201d%n",
                    quoted.path("turn").asInt(), quoted.path("quote").asString());
        }
    }
}
