package com.oetpraxis.session.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.oetpraxis.session.page.ReportSheet.Advice;
import com.oetpraxis.session.page.ReportSheet.Decision;
import com.oetpraxis.session.page.ReportSheet.Estimate;
import com.oetpraxis.session.page.ReportSheet.Feeling;
import com.oetpraxis.session.page.ReportSheet.Line;
import com.oetpraxis.session.page.ReportSheet.Mark;
import com.oetpraxis.session.page.ReportSheet.Note;
import com.oetpraxis.session.page.ReportSheet.Point;
import com.oetpraxis.session.page.ReportSheet.Praise;
import com.oetpraxis.session.page.ReportSheet.Task;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportPageTest {

    private static final Instant DAY = Instant.parse("2026-11-21T10:00:00Z");

    @Test
    void givesEachChartATitleAndADescription() {
        var page = ReportPage.of(sheet("Hello", List.of()));

        assertThat(page.split("<svg", -1)).hasSize(6);
        assertThat(page)
                .contains(
                        "role=\"img\"",
                        "Likely between 290 (C) and 390 (B)",
                        "Grammar: 80 of 100. Empathy: not assessed.",
                        "Overall scores from the oldest to this session: 60 on 1 November 2026,"
                                + " 71 on 21 November 2026.",
                        "<table");
    }

    @Test
    void underlinesWhatEachNoteRestsOnAndNumbersIt() {
        var notes =
                List.of(
                        new Note("relationship", "greeting", true, 0, 5),
                        new Note("resources", "grammar_slip", false, 3, 8));

        var page = ReportPage.of(sheet("Hello 😀 you", notes));

        assertThat(page)
                .contains(
                        "<mark class=\"credit\">Hel</mark><mark class=\"deduction\">lo</mark>"
                                + "<sup>1</sup><mark class=\"deduction\"> 😀 </mark><sup>2</sup>you",
                        "− Grammar and expression: grammar slip");
    }

    @Test
    void letsNothingThatWasSaidBecomeMarkup() {
        var page =
                ReportPage.of(
                        sheet("<script>alert(1)</script> & \"x\" 'y' \u0000 \u202e", List.of()));

        assertThat(page)
                .doesNotContain("<script", "\u0000", "\u202e")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;x&quot; &#39;y&#39;");
    }

    @Test
    void allowsItsOwnStyleAndNothingElse() {
        assertThat(PageStyle.POLICY)
                .startsWith("default-src 'none'; style-src 'sha256-")
                .contains("form-action 'none'", "base-uri 'none'", "frame-ancestors 'none'");
        assertThat(PageStyle.SHEET).doesNotContain("</", "url(", "@import");
        assertThat(ReportPage.of(sheet("Hello", List.of()))).doesNotContain(" style=", "href=");
    }

    static ReportSheet sheet(String said, List<Note> notes) {
        return new ReportSheet(
                "A leg ulcer",
                DAY,
                301,
                true,
                said,
                71,
                new Estimate(340, 290, 390),
                List.of(
                        new Mark("grammar", BigDecimal.valueOf(80), 100),
                        new Mark("empathy", null, 100)),
                List.of(new Mark("fluency", new BigDecimal("4.50"), 6)),
                List.of(said),
                List.of(new Praise("empathy", said, List.of(said))),
                List.of(new Advice(null, said, said, said, said)),
                List.of(new Task(said, "partly", List.of(said))),
                new Feeling(said, List.of(said)),
                List.of(new Point(Instant.parse("2026-11-01T10:00:00Z"), 60)),
                new Decision(List.of(new Mark("giving", BigDecimal.ONE, 3)), 310, said),
                List.of(new Line(true, said, 61_000, notes)),
                said,
                false);
    }
}
