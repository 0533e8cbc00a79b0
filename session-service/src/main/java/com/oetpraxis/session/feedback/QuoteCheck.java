package com.oetpraxis.session.feedback;

import com.oetpraxis.session.transcript.Transcript;
import com.oetpraxis.session.transcript.Turn;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Whether a quote stands in the turn it is said to be from, after whitespace and case folding
 * (BR-51). The learner's turns count; a deduction's evidence may also be the patient's words that
 * the learner passed over.
 */
class QuoteCheck {

    private final Map<Integer, Turn> turns;

    QuoteCheck(Transcript transcript) {
        this.turns =
                transcript.turns().stream()
                        .collect(Collectors.toMap(Turn::turn, Function.identity()));
    }

    boolean isLearners(int turn, String quote) {
        var said = turns.get(turn);
        return said != null && said.isLearners() && contains(said, quote);
    }

    /** Whether either side said it. */
    boolean isSaid(int turn, String quote) {
        var said = turns.get(turn);
        return said != null && contains(said, quote);
    }

    boolean isEvidence(JsonNode evidence) {
        var quote = evidence.path("quote").asString("");
        var said = turns.get(evidence.path("turn").asInt(-1));
        if (said == null || quote.isBlank() || !contains(said, quote)) {
            return false;
        }
        return said.isLearners() || !evidence.path("effect").asString("").equals("credit");
    }

    private static boolean contains(Turn turn, String quote) {
        return !quote.isBlank() && folded(turn.heard()).contains(folded(quote));
    }

    private static String folded(String text) {
        return text.replaceAll("\\s+", " ").strip().toLowerCase(Locale.ROOT);
    }
}
