package com.oetpraxis.ai.feedback;

import com.oetpraxis.ai.behaviour.Behaviour;
import com.oetpraxis.ai.behaviour.CueLists;
import com.oetpraxis.ai.consultation.Criterion;
import com.oetpraxis.ai.consultation.Evidence;
import com.oetpraxis.ai.consultation.Talk;
import com.oetpraxis.ai.feedback.Feedback.Improvement;
import com.oetpraxis.ai.feedback.Feedback.Strength;
import com.oetpraxis.ai.language.Accuracy;
import com.oetpraxis.ai.scoring.Assessment;
import com.oetpraxis.ai.scoring.Category;
import com.oetpraxis.ai.scoring.Estimate;
import com.oetpraxis.ai.scoring.Notice;
import com.oetpraxis.ai.scoring.Scorer;
import com.oetpraxis.ai.transcript.Quote;
import com.oetpraxis.ai.transcript.Turn;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes the words of a report from its evidence alone: the same assessment always gives the same
 * words, and every quote stands in the learner's turns (catalogue 9.10, BR-51).
 */
final class FeedbackWriter {

    private static final int EACH = 3;
    private static final int MOST_EXAMPLES = 2;
    private static final int MOST_KEY_PHRASES = 10;
    private static final int LONG_EXPLANATION = 60;
    private static final double GOOD_FLUENCY = 5;
    private static final int GOOD_CATEGORY = 90;
    private static final int LEAST_WORDS_OF_AN_ANSWER = 5;
    private static final Pattern THREAT =
            Pattern.compile(
                    "\\bif you (don.?t|do not|won.?t|stop|refuse|forget)\\b",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern SHORT_ANSWER =
            Pattern.compile(
                    "\\b(yes|yeah|no|not|probably|perhaps|of course)\\b", Pattern.CASE_INSENSITIVE);
    private static final Set<Behaviour> FELT =
            Set.of(Behaviour.EMPATHY, Behaviour.STOCK_EMPATHY, Behaviour.NORMALISING);

    /** What hurts, or leaves the patient's own question open. */
    private static final Set<String> GRAVE =
            Set.of("insult", "judging", "dismissive", "false_reassurance", "question_not_answered");

    private static final Set<String> HURTFUL_TO_SELF = Set.of("insult", "judging");
    private static final Set<String> HURTFUL = Set.of("insult", "judging", "dismissive");
    private static final int MOST_LIKEWISE = 2;
    private static final Set<Behaviour> CHECKING =
            Set.of(Behaviour.CHECK_UNDERSTANDING, Behaviour.TEACH_BACK);
    private static final Set<Behaviour> ANNOUNCING =
            Set.of(Behaviour.SIGNPOST, Behaviour.PERMISSION);
    private static final Set<Behaviour> ASKING_BACK =
            Set.of(
                    Behaviour.CHECK_UNDERSTANDING,
                    Behaviour.TEACH_BACK,
                    Behaviour.INVITES_REACTION,
                    Behaviour.INVITES_QUESTIONS,
                    Behaviour.CHECK_QUESTION,
                    Behaviour.ICE_FEELING);

    /** A slip of the tongue does not spoil what was well meant. */
    private static final Set<Criterion> LANGUAGE =
            Set.of(Criterion.INTELLIGIBILITY, Criterion.FLUENCY, Criterion.RESOURCES);

    private final FeedbackTexts texts;
    private final CueLists cues;
    private final Scorer scorer;

    /**
     * @param scorer tells which wordings can be held up as an example
     */
    FeedbackWriter(FeedbackTexts texts, CueLists cues, Scorer scorer) {
        this.texts = texts;
        this.cues = cues;
        this.scorer = scorer;
    }

    /**
     * Writes the feedback of one talk.
     *
     * @param profession the learner's, by its code in the API
     */
    Feedback write(Assessment assessment, String profession) {
        var lines = new Lines(assessment.conduct().talk().transcript());
        if (lines.learner().isEmpty()) {
            return new Feedback(summary(assessment, profession), List.of(), List.of());
        }
        var role = texts.professions().containsKey(profession) ? profession : "person";
        var card = assessment.conduct().talk().card();
        var wording =
                new Wording(
                        assessment,
                        lines,
                        cues,
                        texts,
                        role,
                        sentence -> scorer.isExemplary(sentence, card));
        return new Feedback(
                summary(assessment, profession),
                strengths(assessment, lines),
                improvements(assessment, lines, wording));
    }

    private String summary(Assessment assessment, String profession) {
        var report = assessment.report();
        for (var notice : report.notices()) {
            if (notice.code() == Notice.Code.TOO_SHORT) {
                return notice.code().message();
            }
        }
        var summary = new StringBuilder(texts.band(report.overall()));
        var ranked = ranked(report.categories());
        if (ranked.size() > 1) {
            var best = ranked.getFirst();
            var weakest = ranked.getLast();
            summary.append(" Strongest: ")
                    .append(best.title())
                    .append(". To work on first: ")
                    .append(weakest.title())
                    .append('.');
            var theme = texts.theme(profession);
            boolean explaining =
                    weakest == Category.PATIENT_EDUCATION || weakest == Category.VOCABULARY;
            summary.append(' ').append(explaining ? theme.explaining() : theme.listening());
        }
        var estimate = report.estimate();
        if (estimate != null) {
            summary.append(
                    " Practice estimate, not an OET result: likely %d to %d (%s)."
                            .formatted(estimate.low(), estimate.high(), grades(estimate)));
        }
        return summary.toString();
    }

    private static String grades(Estimate estimate) {
        var low = Estimate.gradeOf(estimate.low());
        var high = Estimate.gradeOf(estimate.high());
        return low.equals(high) ? low : low + " to " + high;
    }

    /** The categories that could be judged, the best first. */
    private static List<Category> ranked(Map<Category, @Nullable Integer> categories) {
        return Arrays.stream(Category.values())
                .filter(category -> categories.get(category) != null)
                .sorted(
                        Comparator.comparingInt(
                                (Category category) -> -score(categories, category)))
                .toList();
    }

    private static int score(Map<Category, @Nullable Integer> categories, Category category) {
        var score = categories.get(category);
        return score == null ? 0 : score;
    }

    private List<Strength> strengths(Assessment assessment, Lines lines) {
        var found = new LinkedHashMap<String, List<Quote>>();
        for (var measure : texts.strengths().keySet()) {
            var quotes =
                    praised(assessment)
                            .filter(one -> shows(one, measure))
                            .map(one -> lines.shown(one.quote()))
                            .filter(quote -> !isBlamed(quote, assessment))
                            .filter(quote -> isReal(measure, quote))
                            .distinct()
                            .sorted(Comparator.comparingInt(quote -> told(measure, quote)))
                            .limit(MOST_EXAMPLES)
                            .toList();
            if (!quotes.isEmpty()) {
                found.put(measure, quotes);
            }
        }
        addMeasured(assessment, lines, found);
        var chosen = choose(found.keySet().stream().toList(), this::strengthCategory);
        for (var fallback : List.of("kept_going", "longest_turn", "took_part")) {
            if (chosen.size() < EACH) {
                chosen.add(fallback);
                found.put(fallback, List.of(fallbackQuote(fallback, lines, assessment)));
            }
        }
        return chosen.stream()
                .map(measure ->
                        new Strength(
                                strengthCategory(measure),
                                texts.strength(measure).text(),
                                found.getOrDefault(measure, List.of())))
                .toList();
    }

    private static boolean shows(Evidence one, String measure) {
        return one.measure().equals(measure)
                || (measure.equals("empathy") && one.measure().equals("empathy_bare"));
    }

    /**
     * Not everything that earns a little is worth praise: a threat is no help, a word no answer.
     */
    private static boolean isReal(String measure, Quote quote) {
        return switch (measure) {
            case "safety_net" -> !THREAT.matcher(quote.text()).find();
            case "answers_question", "follows_up" ->
                    quote.text().split(" ", -1).length >= LEAST_WORDS_OF_AN_ANSWER;
            default -> true;
        };
    }

    /** Of empathic words the longest first, which say most of what was felt; else as they came. */
    private static int told(String measure, Quote quote) {
        return measure.equals("empathy") ? -quote.text().length() : 0;
    }

    /** What is measured over the whole talk is shown by the longest sentence of it. */
    private void addMeasured(Assessment assessment, Lines lines, Map<String, List<Quote>> found) {
        var longest = lines.longest(quote -> !isBlamed(quote, assessment));
        var criteria = assessment.report().criteria();
        if (longest.isEmpty()) {
            return;
        }
        if (isAtLeast(criteria.get(Criterion.FLUENCY), GOOD_FLUENCY)) {
            found.put("spoke_fluently", List.of(longest.get()));
        }
        if (isGood(assessment, Category.VOCABULARY)) {
            found.put("wide_vocabulary", List.of(longest.get()));
        }
        if (isGood(assessment, Category.GRAMMAR)) {
            found.put("accurate", List.of(longest.get()));
        }
    }

    private static boolean isAtLeast(@Nullable BigDecimal mark, double least) {
        return mark != null && mark.doubleValue() >= least;
    }

    private static boolean isGood(Assessment assessment, Category category) {
        var score = assessment.report().categories().get(category);
        return score != null && score >= GOOD_CATEGORY;
    }

    /** Words that were not marked down, where there are any. */
    private static Quote fallbackQuote(String measure, Lines lines, Assessment assessment) {
        var fair = lines.learner().stream().filter(one -> !isBlamed(one, assessment)).toList();
        return switch (measure) {
            case "longest_turn" ->
                    lines.longest(one -> !isBlamed(one, assessment))
                            .or(lines::longest)
                            .orElseThrow();
            case "took_part" ->
                    fair.stream().reduce((_, later) -> later).or(lines::last).orElseThrow();
            default -> fair.stream().findFirst().or(lines::first).orElseThrow();
        };
    }

    private String strengthCategory(String measure) {
        return texts.strength(measure).category();
    }

    /** The first three of different categories; where there are not so many, the next best. */
    private static List<String> choose(List<String> measures, Function<String, String> categoryOf) {
        var chosen = new ArrayList<String>();
        var taken = new ArrayList<String>();
        for (var measure : measures) {
            var category = categoryOf.apply(measure);
            long same = taken.stream().filter(category::equals).count();
            if (chosen.size() < EACH && same == 0) {
                chosen.add(measure);
                taken.add(category);
            }
        }
        for (var measure : measures) {
            if (chosen.size() < EACH && !chosen.contains(measure)) {
                chosen.add(measure);
            }
        }
        return chosen;
    }

    /** Something to improve and where it shows. */
    private record Candidate(String measure, Quote quote, double weight) {}

    private List<Improvement> improvements(Assessment assessment, Lines lines, Wording wording) {
        var candidates = new ArrayList<Candidate>();
        var seen = new HashSet<String>();
        for (var one : assessment.report().evidence()) {
            if (!one.credit()
                    && texts.improvements().containsKey(one.measure())
                    && isPlain(one, assessment)) {
                if (seen.add(one.measure())) {
                    candidates.add(
                            candidate(
                                    one.measure(),
                                    chosen(one, assessment, lines, wording),
                                    assessment));
                }
            }
        }
        addMissing(assessment, lines, candidates);
        if (seen.contains("insult")) {
            candidates.removeIf(one -> one.measure().equals("judging")); // named with the insult
        }
        candidates.sort(Comparator.comparingDouble((Candidate one) -> -one.weight()));
        var chosen = new ArrayList<Candidate>();
        chosenFrom(candidates)
                .forEach(measure ->
                        candidates.stream()
                                .filter(one -> one.measure().equals(measure))
                                .findFirst()
                                .ifPresent(chosen::add));
        return chosen.stream().map(one -> improvement(one, lines, wording, assessment)).toList();
    }

    /** What hurts comes first, whatever its category; of the rest the first of each category. */
    private List<String> chosenFrom(List<Candidate> candidates) {
        var grave =
                candidates.stream()
                        .map(Candidate::measure)
                        .filter(GRAVE::contains)
                        .limit(EACH)
                        .toList();
        var chosen = new ArrayList<>(grave);
        var taken = grave.stream().map(one -> texts.improvement(one).category()).toList();
        var rest =
                candidates.stream()
                        .map(Candidate::measure)
                        .filter(one -> !grave.contains(one))
                        .toList();
        var fresh =
                rest.stream()
                        .filter(one -> !taken.contains(texts.improvement(one).category()))
                        .toList();
        Stream.concat(
                        choose(fresh, one -> texts.improvement(one).category()).stream(),
                        rest.stream())
                .filter(one -> !chosen.contains(one))
                .limit(EACH - chosen.size())
                .toList()
                .forEach(chosen::add);
        return chosen;
    }

    /**
     * A hint that was answered with a worn phrase and a question that was answered in a word cost
     * marks, but a reader would not see why: they are not shown.
     */
    private static boolean isPlain(Evidence one, Assessment assessment) {
        return switch (one.measure()) {
            case "hint_passed_by" -> !assessment.conduct().talk().shows(one.quote().turn(), FELT);
            case "question_not_answered" -> !SHORT_ANSWER.matcher(one.quote().text()).find();
            default -> true;
        };
    }

    /**
     * Of technical terms the one in the shortest sentence, which is easiest to reword; of slips of
     * grammar the first that can be mended.
     */
    private static Quote chosen(Evidence one, Assessment assessment, Lines lines, Wording wording) {
        var alike =
                assessment.report().evidence().stream()
                        .filter(other -> other.measure().equals(one.measure()))
                        .map(Evidence::quote);
        return switch (one.measure()) {
            case "technical_term" ->
                    alike.min(
                                    Comparator.comparingInt((Quote quote) ->
                                            lines.sentenceOf(quote).text().length()))
                            .orElse(one.quote());
            case "grammar_slip" -> alike.filter(wording::canMend).findFirst().orElse(one.quote());
            case "question_not_answered" ->
                    alike.filter(quote ->
                                    asksWhatMatters(lines.patientBefore(quote.turn()), assessment))
                            .findFirst()
                            .orElse(one.quote());
            default -> one.quote();
        };
    }

    /** Whether the patient asks one of the questions that the card is about. */
    private static boolean asksWhatMatters(String line, Assessment assessment) {
        var card = assessment.conduct().talk().card();
        return card != null
                && card.questions().stream().anyMatch(question -> line.contains(question.ask()));
    }

    /** What matters more the more often it happened and the weaker its category is. */
    private Candidate candidate(String measure, Quote quote, Assessment assessment) {
        var text = texts.improvement(measure);
        long times =
                assessment.report().evidence().stream()
                        .filter(one -> !one.credit() && one.measure().equals(measure))
                        .map(Evidence::quote)
                        .distinct()
                        .count();
        double often = Math.min(2, 0.4 * Math.max(0, times - 1));
        return new Candidate(
                measure, quote, text.weight() + often + weakness(text.category(), assessment));
    }

    private static double weakness(String category, Assessment assessment) {
        return Arrays.stream(Category.values())
                .filter(one -> one.code().equals(category))
                .map(one -> Optional.ofNullable(assessment.report().categories().get(one)))
                .flatMap(Optional::stream)
                .mapToDouble(score -> (100 - score) / 50.0)
                .findFirst()
                .orElse(0);
    }

    /**
     * What did not happen, shown where it could have. Nothing is said to be missing that the
     * learner did in words, whether or not it earned anything.
     */
    private void addMissing(Assessment assessment, Lines lines, List<Candidate> candidates) {
        var conduct = assessment.conduct();
        var talk = conduct.talk();
        var giving = conduct.giving();
        var first = lines.first().orElseThrow();
        var last = lines.last().orElseThrow();
        var explained = giving.explanations();
        var explanation =
                explained.stream()
                        .max(Comparator.comparingInt((Quote one) -> one.text().length()))
                        .or(lines::longest)
                        .orElse(first);
        var begins = explained.stream().findFirst().orElse(explanation);
        var unasked = without(ASKING_BACK, explanation, explained, talk);
        var missing = new LinkedHashMap<String, Quote>();
        boolean explains = !explained.isEmpty();
        boolean checks = talk.shows(CHECKING);
        boolean teachesBack = talk.shows(Set.of(Behaviour.TEACH_BACK));
        if (explains && !checks) {
            unasked.ifPresent(quote -> missing.put("no_check", quote));
        }
        var longest = giving.longestStatementQuote();
        if (longest != null && giving.longestStatement() > LONG_EXPLANATION && checks) {
            missing.put("long_explanation", lines.lastSentenceOf(longest));
        }
        putIf(
                missing,
                conduct.perspective().perspectives() < 2
                        && !talk.shows(Set.of(Behaviour.ICE_CONCERN)),
                "no_concern",
                firstQuestionOr(first, lines));
        putIf(
                missing,
                !conduct.opening().givesName() && !conduct.opening().givesRole(),
                "no_introduction",
                first);
        putIf(missing, !conduct.opening().saysPurpose(), "no_purpose", first);
        putIf(
                missing,
                explains && !talk.shows(Set.of(Behaviour.SAFETY_NET)),
                "no_safety_net",
                explanation);
        putIf(missing, explains && checks && !teachesBack, "no_teach_back", explanation);
        putIf(
                missing,
                conduct.structure().summaries() == 0 && !talk.shows(Set.of(Behaviour.SUMMARY)),
                "no_summary",
                begins);
        putIf(
                missing,
                explains && !talk.shows(Set.of(Behaviour.PRIOR_KNOWLEDGE)),
                "no_prior_knowledge",
                begins);
        putIf(
                missing,
                !talk.shows(Set.of(Behaviour.INVITES_QUESTIONS)),
                "no_questions_invited",
                last);
        putIf(
                missing,
                !conduct.structure().closes() && !talk.shows(Set.of(Behaviour.CLOSING)),
                "no_close",
                last);
        unasked.ifPresent(quote -> missing.put("more_reaction", quote));
        Stream.concat(Stream.of(begins), explained.stream())
                .filter(quote -> !isAnnounced(quote, talk))
                .findFirst()
                .ifPresent(quote -> missing.put("more_signposts", quote));
        missing.put("more_own_words", explained.isEmpty() ? last : explained.getLast());
        missing.forEach((measure, quote) -> candidates.add(candidate(measure, quote, assessment)));
    }

    /** The quote, or else the first of the others, in whose turn the learner does none of these. */
    private static Optional<Quote> without(
            Set<Behaviour> behaviours, Quote quote, List<Quote> others, Talk talk) {
        return Stream.concat(Stream.of(quote), others.stream())
                .filter(one -> !talk.shows(one.turn(), behaviours))
                .findFirst();
    }

    /** Whether a turn says what comes, or the learner's turn before it did. */
    private static boolean isAnnounced(Quote quote, Talk talk) {
        var before =
                talk.transcript().learnerTurns().stream()
                        .map(Turn::index)
                        .filter(index -> index < quote.turn())
                        .reduce((_, later) -> later);
        return talk.shows(quote.turn(), ANNOUNCING)
                || before.filter(turn -> talk.shows(turn, ANNOUNCING)).isPresent();
    }

    private static void putIf(Map<String, Quote> missing, boolean is, String measure, Quote quote) {
        if (is) {
            missing.put(measure, quote);
        }
    }

    private static Quote firstQuestionOr(Quote other, Lines lines) {
        return lines.learner().stream()
                .filter(one -> one.text().endsWith("?"))
                .findFirst()
                .orElse(other);
    }

    private Improvement improvement(
            Candidate one, Lines lines, Wording wording, Assessment assessment) {
        var text = texts.improvement(one.measure());
        var observation = text.observation();
        if (one.measure().equals("grammar_slip")) {
            observation +=
                    ": “" + one.quote().text() + "” (" + rule(one.quote(), assessment) + ").";
        }
        if (one.measure().equals("question_not_answered")) {
            observation =
                    lines.questionBefore(one.quote().turn())
                            .map(asked ->
                                    "The patient had asked “"
                                            + asked
                                            + "”, and it was not answered here.")
                            .orElse(observation);
        }
        observation += likewise(one, lines, assessment);
        return new Improvement(
                text.category(),
                observation,
                text.suggestion(),
                wording.of(one.measure(), one.quote()),
                one.measure().equals("unclear_word") ? one.quote() : lines.shown(one.quote()));
    }

    /** Other places that hurt in the same way. */
    private static String likewise(Candidate one, Lines lines, Assessment assessment) {
        if (!HURTFUL.contains(one.measure())) {
            return "";
        }
        var kinds = one.measure().equals("dismissive") ? Set.of("dismissive") : HURTFUL_TO_SELF;
        var shown = lines.shown(one.quote());
        var others =
                assessment.report().evidence().stream()
                        .filter(other -> !other.credit() && kinds.contains(other.measure()))
                        .map(other -> lines.shown(other.quote()))
                        .filter(other -> !overlap(other, shown))
                        .map(other -> "“" + other.text() + "”")
                        .distinct()
                        .limit(MOST_LIKEWISE)
                        .toList();
        return others.isEmpty() ? "" : " So does " + String.join(" and ", others);
    }

    private static String rule(Quote quote, Assessment assessment) {
        return assessment.language().accuracy().slips().stream()
                .filter(slip ->
                        Quote.of(slip.turn().turn(), slip.stretch().start(), slip.stretch().end())
                                .equals(quote))
                .map(Accuracy.Slip::message)
                .findFirst()
                .orElse("verb form or article");
    }

    /** Kinds of evidence of which the words themselves are worth keeping. */
    private static final Set<String> KEY_PHRASES =
            Set.of(
                    "empathy",
                    "teach_back",
                    "checks_understanding",
                    "invites_reaction",
                    "invites_questions",
                    "signpost",
                    "sums_up",
                    "asks_for_concerns",
                    "asks_for_ideas",
                    "asks_for_expectations",
                    "opens_with_open_question",
                    "safety_net",
                    "picks_up_hint",
                    "normalises");

    /** The learner's phrases that earned something, each once. */
    static List<String> keyPhrases(Assessment assessment) {
        return praised(assessment)
                .filter(one -> KEY_PHRASES.contains(one.measure()))
                .map(one -> one.quote().text())
                .distinct()
                .limit(MOST_KEY_PHRASES)
                .toList();
    }

    /** What earned something, but for words that were marked down for their manner too. */
    private static Stream<Evidence> praised(Assessment assessment) {
        return assessment.report().evidence().stream()
                .filter(Evidence::credit)
                .filter(one -> !isBlamed(one.quote(), assessment));
    }

    /** Whether words were marked down for their manner. */
    static boolean isBlamed(Quote quote, Assessment assessment) {
        return assessment.report().evidence().stream()
                .filter(one -> !one.credit() && !LANGUAGE.contains(one.criterion()))
                .anyMatch(one -> overlap(one.quote(), quote));
    }

    private static boolean overlap(Quote one, Quote other) {
        return one.turn() == other.turn() && one.start() < other.end() && other.start() < one.end();
    }
}
