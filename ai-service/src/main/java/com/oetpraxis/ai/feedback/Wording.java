package com.oetpraxis.ai.feedback;

import com.oetpraxis.ai.behaviour.CueLists;
import com.oetpraxis.ai.behaviour.JargonTerm;
import com.oetpraxis.ai.consultation.Criterion;
import com.oetpraxis.ai.consultation.Evidence;
import com.oetpraxis.ai.language.Accuracy;
import com.oetpraxis.ai.pattern.NormalisedText;
import com.oetpraxis.ai.scoring.Assessment;
import com.oetpraxis.ai.transcript.Quote;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A better wording of a line, made from the line itself and from what the patient had said. Words
 * of the learner's are said again only where the whole is good English in plain words; else the
 * wording is one of our own.
 */
final class Wording {

    private static final int LEAST_WORDS_SAID_AGAIN = 7;
    private static final int MOST_WORDS_SAID_AGAIN = 25;
    private static final double GOOD_ENGLISH = 4;
    private static final Pattern SOMEONE_ELSES =
            Pattern.compile(
                    "\\b(son|daughter|mother|father|child|boy|girl|parent|relative)\\b",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern ORDER =
            Pattern.compile(
                    "\\b(you must|you have to|you need to|you should)\\b",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern ABOUT =
            Pattern.compile("\\b(?:your|the|this) ([a-z-]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern JOINT = Pattern.compile(",? (?:and|or) |, ");
    private static final Pattern FILLER =
            Pattern.compile("\\b(?:um|uh|er|erm|ah|hmm|mm)\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern SUBJECT =
            Pattern.compile("\\b(?:you|they)\\b", Pattern.CASE_INSENSITIVE);
    private static final Map<String, String> IRREGULAR =
            Map.of("have", "has", "go", "goes", "do", "does", "push", "pushes", "reach", "reaches");

    private final Assessment assessment;
    private final Lines lines;
    private final CueLists cues;
    private final FeedbackTexts texts;
    private final String role;
    private final Predicate<String> isExemplary;

    /**
     * @param role what the learner is to the patient, such as "nurse"
     * @param isExemplary whether a sentence can be held up as an example
     */
    Wording(
            Assessment assessment,
            Lines lines,
            CueLists cues,
            FeedbackTexts texts,
            String role,
            Predicate<String> isExemplary) {
        this.assessment = assessment;
        this.lines = lines;
        this.cues = cues;
        this.texts = texts;
        this.role = role;
        this.isExemplary = isExemplary;
    }

    /** An example for one kind of improvement at one place. */
    String of(String measure, Quote quote) {
        var sentence = lines.sentenceOf(quote).text();
        return switch (measure) {
            case "insult", "judging" -> "Thank you for telling me. What has made it difficult?";
            case "dismissive" ->
                    "I can hear that this worries you. What concerns you most about it?";
            case "false_reassurance" ->
                    "I can't promise that today. What I can do is find out, and I will tell you"
                            + " honestly what we know.";
            case "interruption" -> "I'm sorry, I cut you off. Please go on.";
            case "question_not_answered" ->
                    "That's an important question. Let me answer it before we go on, as honestly"
                            + " as I can.";
            case "hint_passed_by" -> texts.sympathyFor(lines.patientBefore(quote.turn()));
            case "stock_phrase" -> "I can see that this matters to you. What is the hardest part?";
            case "no_check", "long_explanation" ->
                    stated(quote, sentence) + " Does that make sense so far?";
            case "no_teach_back" ->
                    "Just to check that I have been clear, could you tell me what you are going to"
                            + " do?";
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
                    "If things get worse at any time, please call us straight away.";
            case "no_summary" ->
                    "Before I explain, let me just check that I have understood what you have told"
                            + " me"
                            + topic("about")
                            + ".";
            case "no_prior_knowledge" -> "What do you already know" + topic("about") + "?";
            case "no_questions_invited" -> "Is there anything else you would like to ask me?";
            case "no_close" ->
                    "Thank you for talking to me today. Take care, and see you next time.";
            case "pause_inside_clause" -> inOneGo(quote);
            case "hesitation" -> unhesitating(sentence);
            case "unclear_word" ->
                    "Practise “" + quote.text() + "” on its own, slowly, then within the sentence.";
            case "more_signposts" -> "Now I'd like to move on to what we can do about it.";
            case "more_own_words" ->
                    "Coming back to what you told me"
                            + topic("about")
                            + ", this is how it fits in.";
            case "more_reaction" -> stated(quote, sentence) + " How do you feel about that?";
            default -> throw new IllegalArgumentException("No wording for " + measure);
        };
    }

    /** The sentence, where nothing in it is marked down; else words that stop the explanation. */
    private String stated(Quote quote, String sentence) {
        var whole = lines.sentenceOf(quote);
        boolean clean =
                assessment.report().evidence().stream()
                        .filter(one -> !one.credit() && one.quote().turn() == whole.turn())
                        .map(Evidence::quote)
                        .noneMatch(one -> one.start() < whole.end() && whole.start() < one.end());
        int words = sentence.split(" ", -1).length;
        var resources = assessment.report().criteria().get(Criterion.RESOURCES);
        boolean good = resources != null && resources.doubleValue() >= GOOD_ENGLISH;
        if (!clean
                || !good
                || words < LEAST_WORDS_SAID_AGAIN
                || words > MOST_WORDS_SAID_AGAIN
                || !isExemplary.test(sentence)) {
            return "Let me stop there for a moment.";
        }
        return sentence.endsWith(".") || sentence.endsWith("!") ? sentence : sentence + ".";
    }

    /** The words on both sides of the pause, without what filled it. */
    private static String inOneGo(Quote quote) {
        var words = FILLER.matcher(quote.text()).replaceAll(" ").replaceAll("[\\s,]+", " ").strip();
        return "Keep “" + words + "” together, and pause where the sentence ends.";
    }

    /** The term with its plain words, or a question whether it is known. */
    private String explained(Quote quote, String sentence) {
        var term = quote.text();
        var known = term(term);
        var plain = known.map(JargonTerm::term).map(texts.glosses()::get).filter(Objects::nonNull);
        int at = sentence.indexOf(term);
        if (plain.isEmpty()) {
            return "There is a medical word for this, “"
                    + term
                    + "”. Shall I explain what it means?";
        }
        var gloss = term + ", which means " + plain.get();
        if (at >= 0) {
            var rest = sentence.substring(at + term.length());
            var whole = sentence.substring(0, at) + gloss + (endsAt(rest, 0) ? "" : ",") + rest;
            if (isExemplary.test(sentence.replace(term, "test")) && isExemplary.test(whole)) {
                return whole;
            }
        }
        return "In plain words: “" + capitalised(gloss) + ".”";
    }

    private static boolean endsAt(String sentence, int at) {
        return at >= sentence.length() || ".,?!;".indexOf(sentence.charAt(at)) >= 0;
    }

    private Optional<JargonTerm> term(String words) {
        var text = NormalisedText.of(words);
        return cues.jargon().stream().filter(term -> term.pattern().matches(text)).findFirst();
    }

    private String corrected(Quote quote, String sentence) {
        return slip(quote)
                .map(slip -> corrected(slip, quote.text(), sentence))
                .orElse("Say the sentence once more, slowly, and listen for its verb.");
    }

    /** Whether it is sure how these words would be right. */
    boolean canMend(Quote quote) {
        return slip(quote)
                .filter(slip -> !same(mended(slip, quote.text()), quote.text()))
                .isPresent();
    }

    private Optional<Accuracy.Slip> slip(Quote quote) {
        return assessment.language().accuracy().slips().stream()
                .filter(slip -> isAt(slip, quote))
                .findFirst();
    }

    private static boolean isAt(Accuracy.Slip slip, Quote quote) {
        return Quote.of(slip.turn().turn(), slip.stretch().start(), slip.stretch().end())
                .equals(quote);
    }

    /**
     * The mended sentence, or the mended words alone where the sentence has more faults; where the
     * mending is not sure, what to look at.
     */
    private String corrected(Accuracy.Slip slip, String words, String sentence) {
        var mended = mended(slip, words);
        var whole = sentence.replace(words, mended);
        if (same(mended, words) || same(whole, sentence)) {
            return "Look at “" + words + "” again: " + slip.message() + ".";
        }
        return isExemplary.test(whole)
                ? "“" + whole + "”"
                : "Say “" + mended + "” where you said “" + words + "”.";
    }

    /** The words mended; the same words where it is not sure how. */
    private static String mended(Accuracy.Slip slip, String words) {
        var parts = words.split(" ", -1);
        var last = parts[parts.length - 1];
        var better = slip.better();
        return switch (slip.rule()) {
            case "sv_he_have", "which_sing", "sv_sing_noun" ->
                    parts.length == 2 ? parts[0] + " " + thirdPerson(last) : words;
            case "no_aux_q" -> withAuxiliary(words);
            case "modal_to", "modal_to_do" ->
                    parts[0] + " " + String.join(" ", List.of(parts).subList(2, parts.length));
            case "am_agree" -> parts.length == 2 ? "agree" : words;
            case "dont_third" -> parts[0] + " doesn't";
            case "number_singular" -> words + "s";
            case "double_comp" -> words.toLowerCase(Locale.ROOT).startsWith("more ") ? last : words;
            case "like_to" -> words.replaceFirst(" like", "'d like");
            case "no_article_role" -> words.substring(0, words.lastIndexOf(' ')) + " a " + last;
            default -> better == null ? words : better;
        };
    }

    /** "How often you take" with its "do". */
    private static String withAuxiliary(String words) {
        return SUBJECT.matcher(words).replaceFirst("do $0");
    }

    private static boolean same(String one, String other) {
        return NormalisedText.of(one).toString().equals(NormalisedText.of(other).toString());
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

    private String firstOf(String sentence) {
        var joint = JOINT.matcher(sentence);
        int from = Math.min(sentence.length(), 12);
        return joint.find(from) && isExemplary.test(sentence.substring(0, joint.start()) + "?")
                ? sentence.substring(0, joint.start()) + "?"
                : "Let me ask you one thing first" + topic("about") + ".";
    }

    private String suggestion(String sentence) {
        var order = ORDER.matcher(sentence);
        if (order.find()) {
            var before = sentence.substring(0, order.start());
            var opening = before.isBlank() ? "I'd suggest that you" : "I'd suggest you";
            var whole = before + opening + sentence.substring(order.end());
            if (isExemplary.test(whole)) {
                return whole;
            }
        }
        return "I'd suggest that we try this together. How would that be for you?";
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

    /**
     * " with your cough", from the card or the patient's first lines; empty where there is none.
     */
    private String topic(String joint) {
        var card = assessment.conduct().talk().card();
        boolean others = card != null && SOMEONE_ELSES.matcher(card.candidateCard().role()).find();
        if (others && joint.equals("with")) {
            return "";
        }
        return assessment
                .conduct()
                .topic()
                .map(word -> " " + joint + (others ? " the " : " your ") + word)
                .orElse("");
    }

    private String unhesitating(String sentence) {
        var fluent = withoutFillers(sentence);
        return isExemplary.test(fluent)
                ? "Without the filler: “" + fluent + "”"
                : "Take a breath where you hesitated, and then go on.";
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
