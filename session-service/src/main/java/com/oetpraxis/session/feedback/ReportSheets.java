package com.oetpraxis.session.feedback;

import com.oetpraxis.session.marking.Review;
import com.oetpraxis.session.page.ReportSheet;
import com.oetpraxis.session.page.ReportSheet.Advice;
import com.oetpraxis.session.page.ReportSheet.Estimate;
import com.oetpraxis.session.page.ReportSheet.Feeling;
import com.oetpraxis.session.page.ReportSheet.Line;
import com.oetpraxis.session.page.ReportSheet.Mark;
import com.oetpraxis.session.page.ReportSheet.Note;
import com.oetpraxis.session.page.ReportSheet.Point;
import com.oetpraxis.session.page.ReportSheet.Praise;
import com.oetpraxis.session.page.ReportSheet.Task;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Turns a report into what stands on its page. */
final class ReportSheets {

    private static final int HUNDRED = 100;
    private static final int LINGUISTIC = 6;
    private static final int CLINICAL = 3;
    private static final Set<String> LINGUISTIC_CRITERIA =
            Set.of("intelligibility", "fluency", "appropriateness", "resources");

    private ReportSheets() {}

    /** For the learner: everything. */
    static ReportSheet own(ReportView view) {
        return sheet(view, false);
    }

    /**
     * For whoever has the link: nothing that was said, since names are said, and no other session
     * than this one.
     */
    static ReportSheet shared(ReportView view) {
        return sheet(view, true);
    }

    private static ReportSheet sheet(ReportView view, boolean shared) {
        var report = view.report();
        var session = view.session();
        return new ReportSheet(
                session.scenarioTitle(),
                Objects.requireNonNull(session.endedAt()),
                Objects.requireNonNullElse(session.durationSeconds(), 0),
                report.status() == ReportStatus.READY,
                report.summary(),
                report.overallScore(),
                estimate(report.member("estimate")),
                categories(report.detailedScores()),
                criteria(report.member("criteria")),
                notices(report),
                report.strengths().stream().map(s -> praise(s, shared)).toList(),
                report.improvements().stream().map(i -> advice(i, shared)).toList(),
                tasks(report.analysis()),
                shared ? null : feeling(report.patientFeeling()),
                shared ? List.of() : earlier(view.comparison()),
                shared ? null : review(view.review()),
                shared ? List.of() : lines(view.transcript()),
                footnote(report),
                shared);
    }

    private static @Nullable Estimate estimate(@Nullable JsonNode node) {
        return node == null
                ? null
                : new Estimate(
                        node.path("value").asInt(0),
                        node.path("low").asInt(0),
                        node.path("high").asInt(0));
    }

    private static List<Mark> categories(Categories categories) {
        return categories.byName().entrySet().stream()
                .map(entry -> {
                    var value = entry.getValue();
                    return new Mark(
                            entry.getKey(),
                            value == null ? null : BigDecimal.valueOf(value),
                            HUNDRED);
                })
                .toList();
    }

    private static List<Mark> criteria(@Nullable JsonNode criteria) {
        var marks = new ArrayList<Mark>();
        if (criteria != null) {
            criteria.forEachEntry((name, value) ->
                    marks.add(
                            new Mark(
                                    name,
                                    value.isNumber() ? value.decimalValue() : null,
                                    highest(name))));
        }
        return List.copyOf(marks);
    }

    private static List<String> notices(FeedbackReport report) {
        var messages = new ArrayList<String>();
        for (var notice : report.notices()) {
            var message = notice.path("message").asString("");
            if (!message.isBlank() && !message.equals(report.summary())) {
                messages.add(message);
            }
        }
        return List.copyOf(messages);
    }

    private static Praise praise(Strength strength, boolean shared) {
        return new Praise(
                strength.category(),
                strength.observation(),
                shared
                        ? List.of()
                        : strength.examples().stream().map(Strength.Quote::quote).toList());
    }

    private static Advice advice(Improvement improvement, boolean shared) {
        return new Advice(
                improvement.category(),
                improvement.observation(),
                improvement.suggestion(),
                shared ? null : improvement.quote(),
                shared ? null : improvement.example());
    }

    private static List<Task> tasks(@Nullable JsonNode analysis) {
        if (analysis == null) {
            return List.of();
        }
        var tasks = new ArrayList<Task>();
        for (var task : analysis.path("taskCoverage")) {
            var missed = new ArrayList<String>();
            task.path("missed").forEach(item -> missed.add(item.asString("")));
            tasks.add(
                    new Task(
                            task.path("task").asString(""),
                            task.path("status").asString(""),
                            missed));
        }
        return List.copyOf(tasks);
    }

    private static @Nullable Feeling feeling(@Nullable PatientFeeling feeling) {
        return feeling == null
                ? null
                : new Feeling(
                        feeling.feeling(),
                        feeling.why().stream()
                                .map(why ->
                                        why.quote() == null
                                                ? why.text()
                                                : why.text() + " “" + why.quote() + "”")
                                .toList());
    }

    private static ReportSheet.@Nullable Decision review(@Nullable Review review) {
        if (review == null || review.criteria() == null || review.estimate() == null) {
            return null;
        }
        return new ReportSheet.Decision(
                review.criteria().entrySet().stream()
                        .map(mark ->
                                new Mark(
                                        mark.getKey(),
                                        BigDecimal.valueOf(mark.getValue()),
                                        highest(mark.getKey())))
                        .toList(),
                review.estimate(),
                review.comment());
    }

    private static int highest(String criterion) {
        return LINGUISTIC_CRITERIA.contains(criterion) ? LINGUISTIC : CLINICAL;
    }

    private static List<Point> earlier(Comparison comparison) {
        return comparison.sessions().stream()
                .map(session -> new Point(session.date(), session.overallScore()))
                .toList();
    }

    private static List<Line> lines(List<AnnotatedTurn> turns) {
        return turns.stream()
                .map(turn ->
                        new Line(
                                turn.speaker().equals("learner"),
                                turn.text(),
                                turn.startedMs(),
                                turn.notes().stream()
                                        .map(note ->
                                                new Note(
                                                        note.criterion(),
                                                        note.measure(),
                                                        note.effect().equals("credit"),
                                                        note.start(),
                                                        note.end()))
                                        .toList()))
                .toList();
    }

    private static String footnote(FeedbackReport report) {
        var model = report.member("model");
        var made = "Report " + report.version() + ", " + report.createdAt();
        return model == null
                ? made + "."
                : made
                        + ", by scorer "
                        + model.path("version").asString("unknown")
                        + ", rubric, model and word lists "
                        + model.path("hash").asString("unknown")
                        + ".";
    }
}
