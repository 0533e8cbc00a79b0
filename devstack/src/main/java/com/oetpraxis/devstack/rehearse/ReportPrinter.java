package com.oetpraxis.devstack.rehearse;

import java.io.PrintStream;
import tools.jackson.databind.JsonNode;

/** A feedback report as plain text. */
final class ReportPrinter {

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
                                        ? criterion.getValue().asString()
                                        : "not assessed"));
        out.println();
        out.println(report.path("feedback").path("summary").asString(""));
        list("What went well", report.path("feedback").path("strengths"));
        list("What to do better", report.path("feedback").path("improvements"));
        if (!report.path("notices").isEmpty()) {
            out.println();
            report.path("notices")
                    .forEach(notice -> out.println("Note: " + notice.path("message").asString("")));
        }
    }

    private void list(String title, JsonNode items) {
        if (items.isEmpty()) {
            return;
        }
        out.println();
        out.println(title);
        items.forEach(item -> out.println("  - " + item.asString("")));
    }
}
