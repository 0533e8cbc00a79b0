package com.oetpraxis.session.page;

import com.oetpraxis.session.page.ReportSheet.Line;
import com.oetpraxis.session.page.ReportSheet.Note;
import com.oetpraxis.session.page.ReportSheet.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** The page of a report: HTML of its own, for screens of any width and for paper. */
public final class ReportPage {

    private static final String NO_RESULT =
            "This is a practice estimate. It is not an OET result and does not predict one: nobody"
                    + " has compared it with marks of assessors yet.";

    private final Html html = new Html();
    private final ReportSheet sheet;

    private ReportPage(ReportSheet sheet) {
        this.sheet = sheet;
    }

    /** The whole page. */
    public static String of(ReportSheet sheet) {
        return new ReportPage(sheet).write();
    }

    /** Opens html, head and body; the caller closes html and body. */
    static void head(Html html, String title) {
        html.open("html", "lang", "en");
        html.open("head");
        html.empty("meta", "charset", "utf-8");
        html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        html.empty("meta", "name", "robots", "content", "noindex, nofollow");
        html.empty("meta", "name", "referrer", "content", "no-referrer");
        html.leaf("title", title);
        html.style(PageStyle.SHEET);
        html.close();
        html.open("body");
    }

    private String write() {
        head(html, "Speaking report: " + sheet.title());
        html.open("main");
        title();
        result();
        notices();
        if (sheet.scored()) {
            marks();
            strengths();
            improvements();
            tasks();
            feeling();
            review();
            course();
        }
        transcript();
        foot();
        return html.close().close().close().page();
    }

    private void title() {
        html.open("header");
        html.leaf("p", "Praxis · Speaking report", "class", "eyebrow");
        html.leaf("h1", sheet.title());
        html.leaf(
                "p",
                Words.day(sheet.date()) + " · " + Words.length(sheet.seconds()),
                "class",
                "meta");
        html.close();
    }

    private void result() {
        html.open("section", "class", "result");
        html.leaf("h2", "Result");
        var overall = sheet.overall();
        if (overall != null) {
            html.open("p", "class", "overall");
            html.leaf("strong", String.valueOf(overall)).text(" of 100");
            html.close();
        }
        html.leaf("p", sheet.summary(), "class", "summary");
        var estimate = sheet.estimate();
        if (estimate != null) {
            html.open("figure");
            Charts.estimate(html, estimate);
            html.open("figcaption");
            html.leaf(
                    "strong",
                    "Likely %d to %d, %s."
                            .formatted(
                                    estimate.low(),
                                    estimate.high(),
                                    grades(estimate.low(), estimate.high())));
            html.text(" Most likely near " + estimate.value() + ". " + NO_RESULT);
            html.close().close();
        }
        html.close();
    }

    private static String grades(int low, int high) {
        var from = Words.grade(low);
        var to = Words.grade(high);
        return from.equals(to) ? "grade " + from : "grade " + from + " to " + to;
    }

    private void notices() {
        if (sheet.notices().isEmpty()) {
            return;
        }
        html.open("aside", "class", "notices");
        html.leaf("h2", "What limits this report");
        list(sheet.notices());
        html.close();
    }

    private void marks() {
        html.open("div", "class", "pair");
        html.open("section");
        html.leaf("h2", "Six categories");
        html.open("figure");
        Charts.bars(html, "categories", "Scores in six categories", sheet.categories());
        html.close().close();
        if (!sheet.criteria().isEmpty()) {
            html.open("section");
            html.leaf("h2", "Nine criteria");
            html.open("figure");
            Charts.bars(html, "criteria", "Marks on the nine criteria", sheet.criteria());
            html.leaf(
                    "figcaption",
                    "The first four are marked from 0 to 6, the five clinical ones from 0 to 3.");
            html.close().close();
        }
        html.close();
    }

    private void strengths() {
        html.open("section");
        html.leaf("h2", "What went well");
        for (var praise : sheet.strengths()) {
            html.open("article", "class", "good");
            category(praise.category());
            html.leaf("p", praise.observation());
            praise.quotes().forEach(this::quote);
            html.close();
        }
        html.close();
    }

    private void improvements() {
        html.open("section");
        html.leaf("h2", "What to work on");
        for (var advice : sheet.improvements()) {
            html.open("article", "class", "work");
            category(advice.category());
            html.leaf("p", advice.observation());
            var quote = advice.quote();
            if (quote != null) {
                quote(quote);
            }
            var suggestion = advice.suggestion();
            if (suggestion != null) {
                html.leaf("p", suggestion);
            }
            var better = advice.better();
            if (better != null) {
                html.open("p", "class", "better");
                html.leaf("b", "Better: ").text(better);
                html.close();
            }
            html.close();
        }
        html.close();
    }

    private void category(@org.jspecify.annotations.Nullable String code) {
        if (code != null) {
            html.leaf("h3", Words.name(code));
        }
    }

    private void quote(String words) {
        html.leaf("blockquote", "“" + words + "”");
    }

    private void tasks() {
        if (sheet.tasks().isEmpty()) {
            return;
        }
        html.open("section");
        html.leaf("h2", "The tasks on your card");
        html.open("table", "class", "tasks");
        html.open("thead").open("tr");
        html.leaf("th", "Task", "scope", "col").leaf("th", "Done", "scope", "col");
        html.close().close().open("tbody");
        for (var task : sheet.tasks()) {
            html.open("tr").open("td").text(task.task());
            task.missed().forEach(missed -> html.leaf("p", missed, "class", "missed"));
            html.close();
            html.leaf("td", done(task.status()), "class", "status " + status(task.status()));
            html.close();
        }
        html.close().close().close();
    }

    private static String done(String status) {
        return switch (status(status)) {
            case "covered" -> "✓ covered";
            case "partly" -> "◐ in part";
            default -> "✗ missed";
        };
    }

    private static String status(String status) {
        return status.equals("covered") || status.equals("partly") ? status : "missed";
    }

    private void feeling() {
        var feeling = sheet.feeling();
        if (feeling == null) {
            return;
        }
        html.open("section");
        html.leaf("h2", "How the patient felt");
        html.leaf("p", feeling.feeling());
        list(feeling.why());
        html.close();
    }

    private void review() {
        var review = sheet.review();
        if (review == null) {
            return;
        }
        html.open("section");
        html.leaf("h2", "Marked by people");
        html.leaf(
                "p",
                "Two reviewers marked this session without knowing whose it is or how it was scored;"
                        + " a third person decided. Their marks lead to about "
                        + review.estimate()
                        + " ("
                        + Words.grade(review.estimate())
                        + ") on the same scale.");
        var comment = review.comment();
        if (comment != null) {
            quote(comment);
        }
        html.open("figure");
        Charts.bars(html, "people", "Marks by people on the nine criteria", review.criteria());
        html.close().close();
    }

    private void course() {
        var overall = sheet.overall();
        if (sheet.earlier().isEmpty() || overall == null) {
            return;
        }
        var points = new ArrayList<>(sheet.earlier());
        points.add(new Point(sheet.date(), overall));
        html.open("section");
        html.leaf("h2", "Beside your last sessions");
        html.open("figure");
        Charts.course(html, points);
        html.close();
        html.open("table");
        html.open("thead").open("tr");
        html.leaf("th", "Session", "scope", "col").leaf("th", "Overall score", "scope", "col");
        html.close().close().open("tbody");
        for (var i = 0; i < points.size(); i++) {
            var point = points.get(i);
            html.open("tr");
            html.leaf(
                    "td", Words.day(point.date()) + (i == points.size() - 1 ? " (this one)" : ""));
            html.leaf("td", String.valueOf(point.score()), "class", "status");
            html.close();
        }
        html.close().close().close();
    }

    private void transcript() {
        if (sheet.transcript().isEmpty()) {
            return;
        }
        html.open("section", "class", "transcript");
        html.leaf("h2", "The talk, word for word");
        if (sheet.scored()) {
            html.open("p", "class", "key");
            html.leaf("mark", "underlined", "class", "credit").text(" earned credit (+), ");
            html.leaf("mark", "dashed", "class", "deduction");
            html.text(" cost marks (−); the numbers lead to the reasons below each line.");
            html.close();
        }
        html.open("ol", "class", "turns");
        for (var line : sheet.transcript()) {
            turn(line);
        }
        html.close().close();
    }

    private void turn(Line line) {
        html.open("li", "class", line.learner() ? "learner" : "patient");
        html.open("p", "class", "who");
        html.leaf("b", line.learner() ? "You" : "Patient");
        html.leaf("span", Words.clock(line.atMs()), "class", "at");
        html.close();
        html.open("p", "class", "said");
        said(line);
        html.close();
        if (!line.notes().isEmpty()) {
            html.open("ol", "class", "notes");
            for (var note : line.notes()) {
                html.leaf(
                        "li",
                        (note.credit() ? "+ " : "− ")
                                + Words.name(note.criterion())
                                + ": "
                                + Words.measure(note.measure()));
            }
            html.close();
        }
        html.close();
    }

    /** The text in pieces, each under the same notes; numbers stand where a note's part ends. */
    private void said(Line line) {
        var points = line.text().codePoints().toArray();
        var cuts = new TreeSet<Integer>(List.of(0, points.length));
        for (var note : line.notes()) {
            cuts.add(Math.clamp(note.start(), 0, points.length));
            cuts.add(Math.clamp(note.end(), 0, points.length));
        }
        var from = 0;
        for (int to : cuts) {
            if (to > from) {
                piece(new String(points, from, to - from), from, to, line.notes());
                numbers(to, line.notes());
                from = to;
            }
        }
    }

    private void piece(String text, int from, int to, List<Note> notes) {
        var covering = notes.stream().filter(n -> n.start() < to && n.end() > from).toList();
        if (covering.isEmpty()) {
            html.text(text);
        } else {
            var costs = covering.stream().anyMatch(n -> !n.credit());
            html.leaf("mark", text, "class", costs ? "deduction" : "credit");
        }
    }

    private void numbers(int end, List<Note> notes) {
        var numbers = new ArrayList<String>();
        for (var i = 0; i < notes.size(); i++) {
            if (notes.get(i).end() == end) {
                numbers.add(String.valueOf(i + 1));
            }
        }
        if (!numbers.isEmpty()) {
            html.leaf("sup", String.join(",", numbers));
        }
    }

    private void list(List<String> items) {
        html.open("ul");
        items.forEach(item -> html.leaf("li", item));
        html.close();
    }

    private void foot() {
        html.open("footer");
        if (sheet.shared()) {
            html.leaf(
                    "p",
                    "Shared by the learner without name, transcript or quotes. The link expires.");
        }
        html.leaf("p", sheet.footnote());
        html.close();
    }
}
