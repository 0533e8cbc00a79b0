package com.oetpraxis.session.page;

import com.oetpraxis.session.page.ReportSheet.Estimate;
import com.oetpraxis.session.page.ReportSheet.Mark;
import com.oetpraxis.session.page.ReportSheet.Point;
import java.util.List;
import java.util.Locale;

/**
 * Charts in SVG. Each has a title and a description for screen readers, tells nothing by colour
 * alone, and is 360 units wide, so that its letters keep their size on a phone.
 */
final class Charts {

    private static final int WIDTH = 360;
    private static final int[] GRADES = {0, 100, 200, 300, 350, 450, 500};
    private static final int SCALE = 500;
    private static final int AIM = 350;
    private static final int HUNDRED = 100;

    private Charts() {}

    /** The likely band on the scale of grades. */
    static void estimate(Html html, Estimate estimate) {
        var description =
                "Likely between %d (%s) and %d (%s), most likely near %d, on a scale from 0 to 500."
                        .formatted(
                                estimate.low(),
                                Words.grade(estimate.low()),
                                estimate.high(),
                                Words.grade(estimate.high()),
                                estimate.value());
        start(html, "estimate", 74, "Estimate on the 0 to 500 scale", description);
        for (var i = 0; i < GRADES.length - 1; i++) {
            var left = onScale(GRADES[i]);
            var right = onScale(GRADES[i + 1]);
            html.empty(
                    "rect",
                    "class",
                    GRADES[i] >= AIM ? "zone goal" : "zone",
                    "x",
                    number(left + 0.5),
                    "y",
                    "24",
                    "width",
                    number(right - left - 1),
                    "height",
                    "22");
            label(html, (left + right) / 2, 39, "middle", Words.grade(GRADES[i]), "grade");
            label(
                    html,
                    left,
                    70,
                    i == 0 ? "start" : "middle",
                    String.valueOf(GRADES[i]),
                    GRADES[i] == AIM ? "figure" : "tick");
        }
        label(html, onScale(SCALE), 70, "end", "500", "tick");
        html.empty(
                "rect",
                "class",
                "band",
                "x",
                number(onScale(estimate.low())),
                "y",
                "18",
                "width",
                number(Math.max(2, onScale(estimate.high()) - onScale(estimate.low()))),
                "height",
                "34",
                "rx",
                "4");
        var middle = number(onScale(estimate.value()));
        html.empty("line", "class", "value", "x1", middle, "x2", middle, "y1", "13", "y2", "23");
        html.empty("line", "class", "value", "x1", middle, "x2", middle, "y1", "47", "y2", "57");
        var text = estimate.low() + " to " + estimate.high();
        label(html, clamped(onScale(estimate.value()), 40), 10, "middle", text, "bandlabel");
        html.close();
    }

    /** One bar a mark, with its figure beside it. */
    static void bars(Html html, String id, String title, List<Mark> marks) {
        var row = 34;
        var description = new StringBuilder();
        for (var mark : marks) {
            description
                    .append(Words.name(mark.code()))
                    .append(": ")
                    .append(figure(mark))
                    .append(". ");
        }
        start(html, id, marks.size() * row + 2, title, description.toString().strip());
        for (var i = 0; i < marks.size(); i++) {
            var mark = marks.get(i);
            var top = i * row;
            label(html, 0, top + 13, "start", Words.name(mark.code()), "name");
            label(html, WIDTH, top + 13, "end", figure(mark), "figure");
            html.empty(
                    "rect",
                    "class",
                    mark.value() == null ? "track none" : "track",
                    "x",
                    "0.5",
                    "y",
                    number(top + 18.5),
                    "width",
                    number(WIDTH - 1),
                    "height",
                    "8",
                    "rx",
                    "4");
            var value = mark.value();
            if (value != null && value.signum() > 0) {
                html.empty(
                        "rect",
                        "class",
                        "bar",
                        "x",
                        "0",
                        "y",
                        number(top + 18),
                        "width",
                        number(WIDTH * Math.min(1, value.doubleValue() / mark.highest())),
                        "height",
                        "9",
                        "rx",
                        "4.5");
            }
        }
        html.close();
    }

    /** Overall scores over the sessions, the last of which is this one. */
    static void course(Html html, List<Point> points) {
        var description = new StringBuilder("Overall scores from the oldest to this session: ");
        for (var i = 0; i < points.size(); i++) {
            description
                    .append(i == 0 ? "" : ", ")
                    .append(points.get(i).score())
                    .append(" on ")
                    .append(Words.day(points.get(i).date()));
        }
        start(html, "course", 176, "Your last sessions", description.append('.').toString());
        for (var line = 0; line <= HUNDRED; line += 25) {
            var y = number(height(line));
            html.empty("line", "class", "grid", "x1", "28", "x2", "360", "y1", y, "y2", y);
            label(html, 22, height(line) + 4, "end", String.valueOf(line), "tick");
        }
        var path = new StringBuilder();
        for (var i = 0; i < points.size(); i++) {
            path.append(number(across(i, points.size())))
                    .append(',')
                    .append(number(height(points.get(i).score())))
                    .append(' ');
        }
        html.empty("polyline", "class", "line", "points", path.toString().strip());
        for (var i = 0; i < points.size(); i++) {
            var last = i == points.size() - 1;
            var x = across(i, points.size());
            var y = height(points.get(i).score());
            html.empty(
                    "circle",
                    "class",
                    last ? "dot last" : "dot",
                    "cx",
                    number(x),
                    "cy",
                    number(y),
                    "r",
                    last ? "6" : "4");
            label(
                    html,
                    x,
                    y - 10,
                    "middle",
                    String.valueOf(points.get(i).score()),
                    last ? "figure" : "name");
            label(html, x, 170, "middle", Words.shortDay(points.get(i).date()), "tick");
        }
        html.close();
    }

    /** The figure of a mark, such as {@code 4.5 of 6}. */
    static String figure(Mark mark) {
        var value = mark.value();
        return value == null ? "not assessed" : Words.number(value) + " of " + mark.highest();
    }

    private static void start(Html html, String id, int height, String title, String description) {
        html.open(
                "svg",
                "class",
                "chart",
                "role",
                "img",
                "viewBox",
                "0 0 " + WIDTH + " " + height,
                "aria-labelledby",
                id + "-title " + id + "-text");
        html.leaf("title", title, "id", id + "-title");
        html.leaf("desc", description, "id", id + "-text");
    }

    private static void label(
            Html html, double x, double y, String anchor, String text, String style) {
        html.leaf(
                "text",
                text,
                "x",
                number(x),
                "y",
                number(y),
                "text-anchor",
                anchor,
                "class",
                style);
    }

    private static double onScale(int value) {
        return (double) WIDTH * value / SCALE;
    }

    private static double clamped(double x, double margin) {
        return Math.clamp(x, margin, WIDTH - margin);
    }

    private static double across(int i, int count) {
        return count == 1 ? 194 : 48 + 292.0 * i / (count - 1);
    }

    private static double height(int score) {
        return 20 + 130 * (1 - score / (double) HUNDRED);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
