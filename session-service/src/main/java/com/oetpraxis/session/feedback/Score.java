package com.oetpraxis.session.feedback;

import com.oetpraxis.session.transcript.Transcript;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The scorer's answer after our own checks: the overall score is computed again (BR-49), quotes
 * that nobody said are gone (BR-51).
 *
 * @param overall 0 to 100
 * @param members criteria, categories, estimate, evidence and model exactly as they came
 * @param modelHash of rubric, model and word lists
 * @param patientFeeling null where the scorer does not tell
 * @param quotesRemoved how many quotes were not found
 */
record Score(
        int overall,
        Categories categories,
        ObjectNode members,
        JsonNode notices,
        @Nullable JsonNode analysis,
        String modelVersion,
        @Nullable String modelHash,
        @Nullable PatientFeeling patientFeeling,
        String summary,
        List<Strength> strengths,
        List<Improvement> improvements,
        int quotesRemoved) {

    private static final Logger log = LoggerFactory.getLogger(Score.class);

    private static final int ITEMS = 3;

    /** Keeps order and decimals as the scorer wrote them. */
    static final JsonMapper VERBATIM =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .build();

    /**
     * Reads the scorer's answer.
     *
     * @throws UnusableScoreException if it breaks the contract or judges nothing
     */
    static Score of(byte[] answer, Transcript transcript) {
        var root = parse(answer);
        var categories = Categories.of(object(root, "categories"));
        var overall =
                categories
                        .overall()
                        .orElseThrow(() -> new UnusableScoreException("no category was judged"));
        var claimed = root.path("overall");
        if (!claimed.isIntegralNumber() || claimed.intValue() != overall) {
            log.warn("The scorer's overall {} was corrected to {}", claimed, overall);
        }
        var check = new QuoteCheck(transcript);
        var removed = new Removed();
        var members = VERBATIM.createObjectNode();
        members.set("criteria", object(root, "criteria"));
        members.set("categories", object(root, "categories"));
        members.set("estimate", root.path("estimate").isObject() ? root.get("estimate") : null);
        members.set("evidence", evidence(root, check, removed));
        members.set("model", object(root, "model"));
        var feedback = object(root, "feedback");
        var strengths = strengths(feedback, check, removed);
        var improvements = improvements(feedback, check, removed);
        if (strengths.size() != ITEMS || improvements.size() != ITEMS) {
            throw new UnusableScoreException(
                    "there are not three strengths and three improvements");
        }
        return new Score(
                overall,
                categories,
                members,
                root.path("notices").isArray() ? root.get("notices") : VERBATIM.createArrayNode(),
                root.path("analysis").isObject() ? root.get("analysis") : null,
                root.path("model").path("version").asString("unknown"),
                optional(root.path("model"), "hash"),
                PatientFeeling.of(root.path("patientFeeling"), check),
                text(feedback, "summary"),
                strengths,
                improvements,
                removed.count);
    }

    private static final class Removed {
        private int count;
    }

    private static JsonNode parse(byte[] answer) {
        try {
            return VERBATIM.readTree(new String(answer, StandardCharsets.UTF_8));
        } catch (JacksonException e) {
            throw new UnusableScoreException("the answer is no JSON");
        }
    }

    private static JsonNode evidence(JsonNode root, QuoteCheck check, Removed removed) {
        var kept = VERBATIM.createArrayNode();
        for (var entry : root.path("evidence")) {
            if (check.isEvidence(entry)) {
                kept.add(entry);
            } else {
                removed.count++;
            }
        }
        return kept;
    }

    private static List<Strength> strengths(JsonNode feedback, QuoteCheck check, Removed removed) {
        var strengths = new ArrayList<Strength>();
        for (var node : feedback.path("strengths")) {
            var examples = new ArrayList<Strength.Quote>();
            for (var example : node.path("examples")) {
                var quote =
                        new Strength.Quote(
                                example.path("turn").asInt(-1),
                                example.path("start").asInt(0),
                                example.path("end").asInt(0),
                                example.path("quote").asString(""));
                if (check.isLearners(quote.turn(), quote.quote())) {
                    examples.add(quote);
                } else {
                    removed.count++;
                }
            }
            strengths.add(
                    new Strength(optional(node, "category"), text(node, "observation"), examples));
        }
        return strengths;
    }

    private static List<Improvement> improvements(
            JsonNode feedback, QuoteCheck check, Removed removed) {
        var improvements = new ArrayList<Improvement>();
        for (var node : feedback.path("improvements")) {
            var improvement =
                    new Improvement(
                            optional(node, "category"),
                            text(node, "observation"),
                            optional(node, "suggestion"),
                            optional(node, "example"),
                            number(node, "turn"),
                            number(node, "start"),
                            number(node, "end"),
                            optional(node, "quote"));
            var turn = improvement.turn();
            var quote = improvement.quote();
            if (quote == null) {
                improvements.add(improvement.withoutQuote());
            } else if (turn != null && check.isLearners(turn, quote)) {
                improvements.add(improvement);
            } else {
                removed.count++;
                improvements.add(improvement.withoutQuote());
            }
        }
        return improvements;
    }

    private static JsonNode object(JsonNode node, String name) {
        var value = node.path(name);
        if (!value.isObject()) {
            throw new UnusableScoreException("the member " + name + " is missing");
        }
        return value;
    }

    private static String text(JsonNode node, String name) {
        var value = node.path(name).asString("");
        if (value.isBlank()) {
            throw new UnusableScoreException("the member " + name + " is missing");
        }
        return value;
    }

    private static @Nullable String optional(JsonNode node, String name) {
        var value = node.path(name).asString("");
        return value.isBlank() ? null : value;
    }

    private static @Nullable Integer number(JsonNode node, String name) {
        var value = node.path(name);
        return value.isIntegralNumber() ? (Integer) value.intValue() : null;
    }
}
