package com.oetpraxis.session.feedback;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How the patient felt at the end, and why.
 *
 * @param feeling one sentence
 * @param why what in the talk made it so
 */
record PatientFeeling(String feeling, List<Reason> why) {

    PatientFeeling {
        why = List.copyOf(why);
    }

    /**
     * Something that moved the patient; the place and the quote are null where no words show it.
     *
     * @param start counts Unicode code points of the turn's text
     * @param end exclusive
     */
    record Reason(
            String text,
            @Nullable Integer turn,
            @Nullable Integer start,
            @Nullable Integer end,
            @Nullable String quote) {}

    /**
     * Reads the scorer's optional member; null where it sends none. A quote that nobody said is
     * left out.
     *
     * @throws UnusableScoreException if it is there without a feeling
     */
    static @Nullable PatientFeeling of(JsonNode node, QuoteCheck check) {
        if (!node.isObject()) {
            return null;
        }
        var feeling = node.path("feeling").asString("");
        if (feeling.isBlank()) {
            throw new UnusableScoreException("the patient's feeling is empty");
        }
        var why = new ArrayList<Reason>();
        for (var entry : node.path("why")) {
            var text = entry.path("text").asString("");
            if (!text.isBlank()) {
                why.add(reason(entry, text, check));
            }
        }
        return new PatientFeeling(feeling, why);
    }

    private static Reason reason(JsonNode node, String text, QuoteCheck check) {
        var turn = node.path("turn").asInt(-1);
        var quote = node.path("quote").asString("");
        return check.isSaid(turn, quote)
                ? new Reason(
                        text, turn, node.path("start").asInt(0), node.path("end").asInt(0), quote)
                : new Reason(text, null, null, null, null);
    }
}
