package com.oetpraxis.devstack.rehearse;

import java.io.PrintStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** A feedback report as plain text. */
final class ReportPrinter {

    /** Marked from 0 to 6, the others from 0 to 3 (OET criteria). */
    private static final Set<String> LINGUISTIC =
            Set.of("intelligibility", "fluency", "appropriateness", "resources");

    private static final int MOST_REASONS = 3;

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
        var summary = report.path("feedback").path("summary").asString("");
        out.println();
        out.println(summary);
        printStrengths(report.path("strengthDetails"));
        printImprovements(report.path("improvementDetails"));
        printCriteria(report.path("criteria"), report.path("evidence"));
        printMissed(report.path("missedOpportunities"));
        printFeeling(report.path("patientFeeling"));
        var notices =
                report.path("notices")
                        .valueStream()
                        .map(notice -> notice.path("message").asString(""))
                        .filter(message -> !message.equals(summary))
                        .toList();
        if (!notices.isEmpty()) {
            out.println();
            notices.forEach(notice -> out.println("Note: " + notice));
        }
    }

    /** Each mark with what raised and what lowered it. */
    private void printCriteria(JsonNode criteria, JsonNode evidence) {
        if (!criteria.isEmpty()) {
            out.printf("%nThe nine criteria%n");
        }
        for (var criterion : criteria.properties()) {
            var name = criterion.getKey();
            var mark = criterion.getValue();
            out.printf(
                    "  %-16s %s%n",
                    name,
                    mark.isNumber()
                            ? "%s of %d"
                                    .formatted(mark.asString(), LINGUISTIC.contains(name) ? 6 : 3)
                            : "not assessed");
            printReasons("+", reasons(evidence, name, "credit"));
            printReasons("-", reasons(evidence, name, "deduction"));
        }
    }

    private static List<JsonNode> reasons(JsonNode evidence, String criterion, String effect) {
        var measures = new HashSet<String>();
        return evidence.valueStream()
                .filter(one -> one.path("criterion").asString("").equals(criterion))
                .filter(one -> one.path("effect").asString("").equals(effect))
                .filter(one -> measures.add(one.path("measure").asString("")))
                .limit(MOST_REASONS)
                .toList();
    }

    private void printReasons(String sign, List<JsonNode> reasons) {
        for (var reason : reasons) {
            out.printf(
                    "      %s %s, turn %d: \u201c%s\u201d%n",
                    sign,
                    reason.path("measure").asString("").replace('_', ' '),
                    reason.path("turn").asInt(),
                    reason.path("quote").asString(""));
        }
    }

    /** The card's tasks that were not done in full, each with words that would have done it. */
    private void printMissed(JsonNode tasks) {
        if (!tasks.isEmpty()) {
            out.printf("%nTasks on your card that were not done in full%n");
        }
        for (var task : tasks) {
            out.println("  - " + task.path("task").asString(""));
            task.path("missed").forEach(missed -> out.println("      " + missed.asString("")));
        }
    }

    private void printFeeling(JsonNode feeling) {
        if (!feeling.isObject()) {
            return;
        }
        out.printf("%nHow the patient felt%n");
        out.println("  " + feeling.path("feeling").asString(""));
        for (var why : feeling.path("why")) {
            out.println("  - " + why.path("text").asString(""));
            printQuote(why);
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
            out.println("      Better: " + one.path("example").asString(""));
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
