package com.oetpraxis.session.feedback;

import com.oetpraxis.session.drill.Slip;
import com.oetpraxis.session.transcript.Transcript;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** What of a scored talk is worth an exercise. */
final class Slips {

    private static final int MOST = 8;

    private static final Map<String, String> KINDS =
            Map.of(
                    "grammar", "grammar",
                    "vocabulary", "plain_words",
                    "empathy", "empathy",
                    "clinicalCommunication", "questions",
                    "patientEducation", "explaining",
                    "pronunciation", "pronunciation");

    /** Deductions that a short stretch of the learner's own words shows: kind and what to do. */
    private static final Map<String, Measure> MEASURES =
            Map.of(
                    "grammar_slip",
                            new Measure(
                                    "grammar",
                                    "The transcript shows a slip of grammar.",
                                    "Say the sentence once more with the correct form."),
                    "technical_term",
                            new Measure(
                                    "plain_words",
                                    "This technical term was not explained.",
                                    "Use the everyday word, or give it in the same breath."),
                    "order",
                            new Measure(
                                    "plain_words",
                                    "This sounds like an order.",
                                    "Suggest and explain why."),
                    "leading_question",
                            new Measure(
                                    "questions",
                                    "This question expects a certain answer.",
                                    "Ask so that every answer is equally easy to give."),
                    "compound_question",
                            new Measure(
                                    "questions",
                                    "Several questions came at once.",
                                    "Ask one thing and wait."));

    private record Measure(String kind, String observation, String suggestion) {}

    private Slips() {}

    /** The improvements first, since they come with a better wording. */
    static List<Slip> of(Score score, Transcript transcript) {
        var slips = new ArrayList<Slip>();
        var places = new HashSet<String>();
        for (var improvement : score.improvements()) {
            var quote = improvement.quote();
            var category = improvement.category();
            if (quote != null && category != null) {
                slips.add(
                        new Slip(
                                KINDS.getOrDefault(category, "wording"),
                                quote,
                                improvement.observation(),
                                improvement.suggestion(),
                                improvement.example()));
                places.add(quote);
            }
        }
        var check = new QuoteCheck(transcript);
        for (var evidence : score.members().path("evidence")) {
            var measure = MEASURES.get(evidence.path("measure").asString(""));
            var quote = evidence.path("quote").asString("");
            if (slips.size() < MOST
                    && measure != null
                    && evidence.path("effect").asString("").equals("deduction")
                    && check.isLearners(evidence.path("turn").asInt(-1), quote)
                    && places.add(quote)) {
                slips.add(
                        new Slip(
                                measure.kind(),
                                quote,
                                measure.observation(),
                                measure.suggestion(),
                                null));
            }
        }
        return slips;
    }
}
