package com.oetpraxis.ai.feedback;

import com.oetpraxis.ai.behaviour.CueLists;
import com.oetpraxis.ai.behaviour.JargonTerm;
import com.oetpraxis.ai.language.Accuracy;
import com.oetpraxis.ai.pattern.NormalisedText;
import com.oetpraxis.ai.scoring.Assessment;
import com.oetpraxis.ai.transcript.Quote;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A better wording of a line, made from the line itself and from what the patient had said. */
final class Wording {

    private static final Pattern ORDER =
            Pattern.compile(
                    "\\b(you must|you have to|you need to|you should)\\b",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern ABOUT =
            Pattern.compile("\\b(?:your|the|this) ([a-z-]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern JOINT = Pattern.compile(",? (?:and|or) |, ");
    private static final Map<String, String> IRREGULAR =
            Map.of("have", "has", "go", "goes", "do", "does", "push", "pushes", "reach", "reaches");

    private final Assessment assessment;
    private final Lines lines;
    private final CueLists cues;
    private final String role;

    /**
     * @param role what the learner is to the patient, such as "nurse"
     */
    Wording(Assessment assessment, Lines lines, CueLists cues, String role) {
        this.assessment = assessment;
        this.lines = lines;
        this.cues = cues;
        this.role = role;
    }

    /** An example for one kind of improvement at one place. */
    String of(String measure, Quote quote) {
        var sentence = lines.sentenceOf(quote).text();
        var patient = lines.patientBefore(quote.turn());
        return switch (measure) {
            case "insult", "judging" ->
                    "Thank you for telling me. "
                            + patient.map(Wording::saidBack).orElse("")
                            + "What has made it difficult?";
            case "dismissive" ->
                    "I can hear that this worries you. "
                            + patient.map(Wording::saidBack).orElse("")
                            + "What concerns you most about it?";
            case "false_reassurance" ->
                    "I can't promise that today. What I can do is find out, and I will tell you"
                            + " honestly what we know.";
            case "interruption" ->
                    patient.map(line -> "You were saying: “" + line + "” Please go on.")
                            .orElse("Please go on, I'm listening.");
            case "question_not_answered" ->
                    patient.map(line ->
                                    "You asked: “"
                                            + line
                                            + "” Let me answer that first, as honestly as I"
                                            + " can.")
                            .orElse("Let me answer your question first.");
            case "hint_passed_by", "no_empathy", "stock_phrase" ->
                    patient.map(line ->
                                    "You said: “"
                                            + line
                                            + "” That must be hard. Can you tell me more"
                                            + " about it?")
                            .orElse("That must be hard. Can you tell me more about it?");
            case "no_check", "long_explanation" -> sentence + " Does that make sense so far?";
            case "no_teach_back" ->
                    sentence
                            + " Just to check that I have been clear, could you tell me what you are"
                            + " going to do?";
            case "technical_term" -> explained(quote, sentence);
            case "grammar_slip" -> corrected(quote, sentence);
            case "leading_question" -> openQuestion(sentence);
            case "compound_question" -> firstOf(sentence);
            case "opens_with_closed_question" ->
                    "Could you tell me in your own words what has been happening" + topic() + "?";
            case "order" -> suggestion(sentence);
            case "no_introduction" -> introduction();
            case "no_purpose" ->
                    "I'd like to hear how you have been"
                            + topic()
                            + " and then talk about what we can do. Is that all right?";
            case "no_concern" -> "What worries you most" + topic("about") + "?";
            case "no_safety_net" ->
                    sentence + " If things get worse at any time, please call us straight away.";
            case "no_summary" ->
                    patient.map(line ->
                                    "So, you told me: “"
                                            + line
                                            + "” Have I understood you correctly?")
                            .orElse("Let me check that I have understood you correctly so far.");
            case "no_prior_knowledge" -> "What do you already know" + topic("about") + "?";
            case "no_questions_invited" -> "Is there anything else you would like to ask me?";
            case "no_close" ->
                    "Thank you for talking to me today. Take care, and see you next time.";
            case "pause_inside_clause" -> "In one go: “" + sentence + "”";
            case "hesitation" -> "Without the filler: “" + withoutFillers(sentence) + "”";
            case "unclear_word" ->
                    "Practise “" + quote.text() + "” alone, then: “" + sentence + "”";
            case "more_signposts" -> "Now I'd like to move on. " + sentence;
            case "more_own_words" ->
                    patient.map(line -> "You mentioned: “" + line + "” " + sentence)
                            .orElse("As you told me, " + sentence);
            case "more_reaction" -> sentence + " How do you feel about that?";
            default -> sentence;
        };
    }

    private static String saidBack(String line) {
        return "You said: “" + line + "” ";
    }

    /** The term with its plain words, or a question whether it is known. */
    private String explained(Quote quote, String sentence) {
        var term = quote.text();
        var lay = term(term).flatMap(Wording::plain);
        int at = sentence.indexOf(term);
        if (lay.isEmpty() || at < 0) {
            return sentence
                    + " "
                    + capitalised(term)
                    + " is the medical word. Do you know it, or shall I explain it?";
        }
        return sentence.substring(0, at)
                + term
                + ", which means "
                + lay.get()
                + (endsAt(sentence, at + term.length()) ? "" : ",")
                + sentence.substring(at + term.length());
    }

    private static boolean endsAt(String sentence, int at) {
        return at >= sentence.length() || ".,?!;".indexOf(sentence.charAt(at)) >= 0;
    }

    private Optional<JargonTerm> term(String words) {
        var text = NormalisedText.of(words);
        return cues.jargon().stream().filter(term -> term.pattern().matches(text)).findFirst();
    }

    private static Optional<String> plain(JargonTerm term) {
        return term.lay().patterns().stream().map(pattern -> pattern.source()).findFirst();
    }

    private String corrected(Quote quote, String sentence) {
        return assessment.language().accuracy().slips().stream()
                .filter(slip -> isAt(slip, quote))
                .findFirst()
                .map(slip -> corrected(slip, quote.text(), sentence))
                .orElse(sentence);
    }

    private static boolean isAt(Accuracy.Slip slip, Quote quote) {
        return Quote.of(slip.turn().turn(), slip.stretch().start(), slip.stretch().end())
                .equals(quote);
    }

    /** The mended words where the mending is sure, else what to look at. */
    private static String corrected(Accuracy.Slip slip, String words, String sentence) {
        var parts = words.split(" ", -1);
        var last = parts[parts.length - 1];
        var better = slip.better();
        var mended =
                switch (slip.rule()) {
                    case "sv_he_have", "which_sing", "sv_sing_noun" ->
                            parts.length == 2 ? parts[0] + " " + thirdPerson(last) : words;
                    case "modal_to" -> parts[0];
                    case "am_agree" -> parts.length == 2 ? "agree" : words;
                    case "dont_third" -> parts[0] + " doesn't";
                    case "number_singular" -> words + "s";
                    case "double_comp" ->
                            words.toLowerCase(Locale.ROOT).startsWith("more ") ? last : words;
                    case "like_to" -> words.replaceFirst(" like", "'d like");
                    case "no_article_role" ->
                            words.substring(0, words.lastIndexOf(' ')) + " a " + last;
                    default -> better == null ? words : better;
                };
        if (mended.equals(words)) {
            return "If you said “" + words + "”, look at this: " + slip.message() + ".";
        }
        return "If you said that, try: “" + sentence.replace(words, mended) + "”";
    }

    private static String thirdPerson(String verb) {
        return IRREGULAR.getOrDefault(verb, verb + "s");
    }

    private String openQuestion(String sentence) {
        var about = ABOUT.matcher(sentence);
        return about.find()
                ? "How have you been getting on with your " + about.group(1) + "?"
                : "Could you tell me more about that" + topic() + "?";
    }

    private static String firstOf(String sentence) {
        var joint = JOINT.matcher(sentence);
        int from = Math.min(sentence.length(), 12);
        if (!joint.find(from)) {
            return sentence;
        }
        return sentence.substring(0, joint.start()) + "? (Wait for the answer, then ask the next.)";
    }

    private static String suggestion(String sentence) {
        var order = ORDER.matcher(sentence);
        if (!order.find()) {
            return "Would you be able to try this? " + sentence;
        }
        var before = sentence.substring(0, order.start());
        var opening = before.isBlank() ? "I'd suggest that you" : "I'd suggest you";
        return before + opening + sentence.substring(order.end());
    }

    private String introduction() {
        var card = assessment.conduct().talk().card();
        var name = card == null ? "" : ", " + card.persona().title();
        return "Hello"
                + name
                + ". I'm the "
                + role
                + " looking after you today. I'd like to hear how you have been"
                + topic()
                + ", if that's all right.";
    }

    private String topic() {
        return topic("with");
    }

    /** " with the cough", from the card or the patient's first lines; empty where there is none. */
    private String topic(String joint) {
        return assessment.conduct().topic().map(word -> " " + joint + " the " + word).orElse("");
    }

    private String withoutFillers(String sentence) {
        return capitalised(
                sentence.replaceAll("(?i)(^|,? )(?:um|uh|er|erm|ah|hmm)\\b,?", "$1")
                        .replaceAll(", (?=\\w)|  +", " ")
                        .strip());
    }

    private static String capitalised(String words) {
        return words.isEmpty()
                ? words
                : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
