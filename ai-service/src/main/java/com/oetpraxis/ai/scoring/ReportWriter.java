package com.oetpraxis.ai.scoring;

import com.oetpraxis.ai.consultation.Evidence;
import com.oetpraxis.ai.transcript.Quote;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes reports with the members of {@code make score}, always in the same order. */
public final class ReportWriter {

    private static final JsonMapper LINE = JsonMapper.builder().build();
    private static final JsonMapper PAGE =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private ReportWriter() {}

    /** The report over several lines. */
    public static String page(ScoreReport report) {
        return PAGE.writeValueAsString(members(report)) + "\n";
    }

    /** The report on one line, behind the id of what was scored. */
    static String line(String id, ScoreReport report) {
        var members = new LinkedHashMap<String, @Nullable Object>();
        members.put("id", id);
        members.putAll(members(report));
        return LINE.writeValueAsString(members) + "\n";
    }

    /** The report's members by name, in order. */
    public static Map<String, @Nullable Object> members(ScoreReport report) {
        var members = new LinkedHashMap<String, @Nullable Object>();
        var criteria = new LinkedHashMap<String, @Nullable BigDecimal>();
        report.criteria().forEach((criterion, mark) -> criteria.put(criterion.code(), mark));
        var categories = new LinkedHashMap<String, @Nullable Integer>();
        report.categories().forEach((category, score) -> categories.put(category.code(), score));
        members.put("criteria", criteria);
        members.put("categories", categories);
        members.put("overall", report.overall());
        members.put("estimate", estimate(report.estimate()));
        members.put("notices", report.notices().stream().map(ReportWriter::notice).toList());
        members.put("evidence", report.evidence().stream().map(ReportWriter::evidence).toList());
        var model = new LinkedHashMap<String, String>();
        model.put("version", report.model());
        model.put("hash", report.hash());
        members.put("model", model);
        return members;
    }

    private static @Nullable Map<String, Object> estimate(@Nullable Estimate estimate) {
        if (estimate == null) {
            return null;
        }
        var members = new LinkedHashMap<String, Object>();
        members.put("value", estimate.value());
        members.put("low", estimate.low());
        members.put("high", estimate.high());
        members.put("raw", estimate.raw());
        members.put("grade", estimate.grade());
        return members;
    }

    private static Map<String, Object> notice(Notice notice) {
        var members = new LinkedHashMap<String, Object>();
        members.put("code", notice.code().code());
        members.put("message", notice.code().message());
        var criterion = notice.criterion();
        if (criterion != null) {
            members.put("criterion", criterion.code());
        }
        return members;
    }

    private static Map<String, Object> evidence(Evidence evidence) {
        var members = new LinkedHashMap<String, Object>();
        members.put("criterion", evidence.criterion().code());
        members.put("measure", evidence.measure());
        members.put("effect", evidence.credit() ? "credit" : "deduction");
        members.putAll(quote(evidence.quote()));
        return members;
    }

    /** Turn, start, end and the words. */
    public static Map<String, Object> quote(Quote quote) {
        var members = new LinkedHashMap<String, Object>();
        members.put("turn", quote.turn());
        members.put("start", quote.start());
        members.put("end", quote.end());
        members.put("quote", quote.text());
        return members;
    }
}
