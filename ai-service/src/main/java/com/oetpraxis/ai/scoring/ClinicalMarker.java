package com.oetpraxis.ai.scoring;

import com.oetpraxis.ai.consultation.Conduct;
import com.oetpraxis.ai.consultation.Criterion;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Marks what the learner does with the patient: the five clinical criteria (oet-domain 3.7). */
final class ClinicalMarker {

    private final Rubric rubric;
    private final Conduct conduct;
    private final double relevance;
    private final Sheet sheet;

    private ClinicalMarker(Rubric rubric, Conduct conduct, double relevance, Sheet sheet) {
        this.rubric = rubric;
        this.conduct = conduct;
        this.relevance = relevance;
        this.sheet = sheet;
    }

    /**
     * The five marks before rounding, 0 to 3.
     *
     * @param relevance how far the words are the card's, 0 to 1
     */
    static Map<Criterion, Double> mark(
            Rubric rubric, Conduct conduct, double relevance, Sheet sheet) {
        return new ClinicalMarker(rubric, conduct, relevance, sheet).marks();
    }

    private Map<Criterion, Double> marks() {
        var marks = new EnumMap<Criterion, Double>(Criterion.class);
        marks.put(Criterion.RELATIONSHIP, relationship());
        marks.put(Criterion.PERSPECTIVE, perspective());
        marks.put(Criterion.STRUCTURE, structure());
        marks.put(Criterion.GATHERING, gathering());
        marks.put(Criterion.GIVING, giving());
        double onTopic = onTopic();
        marks.replaceAll((_, mark) -> mark * onTopic);
        return marks;
    }

    /** Below the threshold of a notice the marks fall; what is left is for manner alone. */
    private double onTopic() {
        double threshold = n("relevance_threshold");
        if (relevance >= threshold) {
            return 1;
        }
        double lowest = n("relevance_for_least");
        double least = n("off_topic_least");
        double share = least + (1 - least) * one((relevance - lowest) / (threshold - lowest));
        sheet.note("clinical", "relevance", relevance);
        sheet.note("clinical", "so the five marks by", share);
        return share;
    }

    private double relationship() {
        double opening =
                some(conduct.opening().greets(), "opening_greeting")
                        + some(conduct.opening().givesName(), "opening_name")
                        + some(conduct.opening().givesRole(), "opening_role")
                        + some(conduct.opening().saysPurpose(), "opening_purpose");
        double speech = speech();
        double attention =
                (speech * n("attention_speech")
                                + some(conduct.manner().thanks() > 0, "attention_thanks")
                                + some(conduct.manner().refersBack() > 0, "attention_refers_back")
                                + n("attention_polite")
                                        * upTo(
                                                conduct.manner().politeForms(),
                                                n("attention_polite_for_full"))
                                - n("attention_interruption") * conduct.manner().interruptions()
                                - n("attention_dismissal") * conduct.manner().dismissals())
                        * upTo(conduct.manner().responsiveness(), n("attention_response_for_full"));
        double judging =
                speech
                        * (n("judging_base")
                                + some(conduct.manner().normalises(), "judging_normalises")
                                - n("judging_each") * conduct.manner().judgements()
                                - n("judging_dismissal") * conduct.manner().dismissals());
        double empathy =
                rubric.value("empathy", conduct.empathy().statements())
                        - n("empathy_false_reassurance") * conduct.manner().falseReassurances()
                        - n("empathy_stuffing") * conduct.empathy().stuffing();
        sheet.note("relationship", "empathic statements", conduct.empathy().statements());
        sheet.note("relationship", "responsiveness", conduct.manner().responsiveness());
        var parts = new LinkedHashMap<String, Double>();
        parts.put("opening", opening);
        parts.put("attention", attention);
        parts.put("no_judging", judging);
        parts.put("empathy", empathy);
        return sum("relationship", parts)
                * Math.pow(n("insult_factor_relationship"), conduct.manner().insults());
    }

    /** How far enough was said for its manner to be judged, 0 to 1. */
    private double speech() {
        return upTo(conduct.talk().ownWords(), n("attention_words"));
    }

    private double perspective() {
        var parts = new LinkedHashMap<String, Double>();
        parts.put("eliciting", n("eliciting_each") * conduct.perspective().perspectives());
        if (conduct.perspective().cuesGiven() > 0) {
            parts.put(
                    "hints",
                    conduct.perspective().cuesPicked() / conduct.perspective().cuesGiven());
        }
        if (conduct.perspective().patientQuestions() > 0) {
            parts.put(
                    "questions_answered",
                    (double) conduct.perspective().patientQuestionsAnswered()
                            / conduct.perspective().patientQuestions());
        }
        return sum("perspective", parts)
                * Math.pow(n("insult_factor_perspective"), conduct.manner().insults());
    }

    private double structure() {
        double volume = upTo(conduct.giving().explanationWords(), n("order_words_for_full"));
        double order =
                volume
                        * (some(conduct.opening().saysPurpose(), "order_purpose")
                                + n("order_questions_first")
                                        * conduct.structure().questionsBeforeExplanations()
                                + some(conduct.structure().closes(), "order_close"));
        double organising =
                volume
                                * (upTo(conduct.structure().ordering(), n("organising_for_full"))
                                        + n("organising_summary") * conduct.structure().summaries())
                        - n("organising_term") * conduct.plainSpeech().jargon().size();
        var parts = new LinkedHashMap<String, Double>();
        parts.put("purposeful_order", order);
        parts.put("signposting", upTo(conduct.structure().signposts(), n("signposts_for_full")));
        parts.put("organising", one(organising) * runCredit());
        sheet.note("structure", "words of explanation", conduct.giving().explanationWords());
        return sum("structure", parts) * covered("structure");
    }

    private double gathering() {
        int asked = conduct.gathering().questions();
        double enough = upTo(asked, n("questions_for_full"));
        double listening =
                n("listening_facilitation")
                                * upTo(
                                        conduct.gathering().facilitations(),
                                        n("listening_facilitations_for_full"))
                        + n("listening_short_turns")
                                * speech()
                                * rubric.value("turn_credit", conduct.gathering().meanTurnWords())
                        + n("listening_no_interruption") * speech()
                        - n("listening_interruption") * conduct.manner().interruptions();
        double openShare = asked == 0 ? 0 : (double) conduct.gathering().openQuestions() / asked;
        double open =
                enough
                        * (some(conduct.gathering().opensOpenly(), "questions_first_open")
                                + n("questions_open_share")
                                        * upTo(openShare, n("questions_open_for_full"))
                                + n("questions_later_closed") * conduct.gathering().closedLater());
        double single =
                upTo(asked, n("single_questions_needed"))
                        * one(
                                1
                                        - n("single_leading") * conduct.gathering().leading()
                                        - n("single_compound") * conduct.gathering().compound());
        double clarifying =
                upTo(conduct.gathering().clarifications(), n("clarifications_for_full"));
        var card = conduct.card();
        if (card != null) {
            clarifying = upTo(card.factShare(), n("facts_for_full"));
        }
        var parts = new LinkedHashMap<String, Double>();
        parts.put("listening", listening);
        parts.put("open_questions", open);
        parts.put("single_questions", single);
        parts.put("clarifying", clarifying);
        parts.put("summing_up", conduct.structure().summaries());
        sheet.note("gathering", "questions", asked);
        sheet.note("gathering", "open questions", conduct.gathering().openQuestions());
        return sum("gathering", parts);
    }

    private double giving() {
        double checking = 0;
        if (conduct.giving().teachBacks() > 0) {
            checking = 1;
        } else if (conduct.giving().checks() > 0) {
            checking = conduct.giving().checks() > 1 ? n("checks_several") : n("check_once");
        }
        var parts = new LinkedHashMap<String, Double>();
        parts.put("prior_knowledge", conduct.giving().asksPriorKnowledge() ? 1.0 : 0.0);
        parts.put(
                "chunking",
                runCredit() * upTo(conduct.giving().explanationWords(), n("chunk_words_for_full")));
        parts.put("reactions", upTo(conduct.giving().reactionsInvited(), n("reactions_for_full")));
        parts.put("checking", checking);
        parts.put(
                "further_needs",
                some(conduct.giving().invitesQuestions(), "further_questions")
                        + some(conduct.giving().safetyNet(), "further_safety_net"));
        double volume =
                n("giving_floor")
                        + (1 - n("giving_floor"))
                                * upTo(
                                        conduct.giving().explanationWords(),
                                        n("giving_words_for_full"));
        sheet.note("giving", "volume", volume);
        double mark = sum("giving", parts) / 3 * volume * covered("giving");
        double spoilt =
                n("giving_term") * conduct.plainSpeech().jargon().size()
                        + n("giving_false_reassurance") * conduct.manner().falseReassurances();
        sheet.note("giving", "terms and promises", -spoilt);
        return 3 * one(mark - spoilt);
    }

    /** Short stretches of statement have full credit, long ones none. */
    private double runCredit() {
        sheet.note("giving", "longest statement", conduct.giving().longestStatement());
        return rubric.value("run_credit", conduct.giving().longestStatement());
    }

    /** Covering the card's plan is content that phrases cannot fake; 1 where no card is known. */
    private double covered(String of) {
        var card = conduct.card();
        if (card == null) {
            return 1;
        }
        double share = (card.toldShare() + card.coverage()) / 2;
        double factor =
                n("covered_floor")
                        + (1 - n("covered_floor")) * upTo(share, n("covered_share_for_full"));
        sheet.note(of, "coverage of the card", factor);
        return factor;
    }

    /** Three times the weighted sum, weights rescaled to the parts there are. */
    private double sum(String of, Map<String, Double> parts) {
        double sum = 0;
        double all = 0;
        for (var part : parts.entrySet()) {
            double weight = rubric.weight(of, part.getKey());
            double value = one(part.getValue());
            sheet.part(of, part.getKey(), part.getValue(), value, weight);
            sum += weight * value;
            all += weight;
        }
        sheet.result(of, 3 * sum / all);
        return 3 * sum / all;
    }

    private double n(String name) {
        return rubric.number(name);
    }

    private double some(boolean done, String worth) {
        return done ? n(worth) : 0;
    }

    private static double upTo(double measured, double full) {
        return Math.clamp(measured / full, 0, 1);
    }

    private static double one(double value) {
        return Math.clamp(value, 0, 1);
    }
}
