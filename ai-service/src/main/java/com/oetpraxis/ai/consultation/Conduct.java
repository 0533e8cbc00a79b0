package com.oetpraxis.ai.consultation;

import com.oetpraxis.ai.behaviour.Behaviour;
import com.oetpraxis.ai.behaviour.Observed;
import com.oetpraxis.ai.language.Spelling;
import com.oetpraxis.ai.language.Stem;
import com.oetpraxis.ai.pattern.NormalisedText;
import com.oetpraxis.ai.pattern.PhrasePatterns;
import com.oetpraxis.ai.transcript.Quote;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the learner did with the patient, counted, with the words that show it. The rules are those
 * of oet-domain 3.5; what each count is worth is the rubric's business.
 */
public final class Conduct {

    private static final int OPENING_TURNS = 2;
    private static final int CLOSING_TURNS = 2;
    private static final int EXPLANATION_WORDS = 8;
    private static final int EXPLANATION_STEMS = 2;
    private static final int ANSWER_WORDS = 10;
    private static final int WORDS_BEFORE_CHECK = 12;
    private static final int STEMS_ROUND_SIGNPOST = 3;
    private static final int ORGANISED_WORDS = 5;
    private static final int WORDS_BESIDE_DONT_WORRY = 12;
    private static final int LONE_SIGNPOST = "secondly".length();
    private static final int CREDITED_EMPATHY = 3;
    private static final double CARD_CUE = 2;

    /** What a bare formula of empathy is worth beside one that says what it is about. */
    private static final double BARE_EMPATHY = 0.35;

    private static final Map<Behaviour, String> ICE =
            Map.of(
                    Behaviour.ICE_IDEA, "asks_for_ideas",
                    Behaviour.ICE_CONCERN, "asks_for_concerns",
                    Behaviour.ICE_EXPECTATION, "asks_for_expectations",
                    Behaviour.ICE_FEELING, "asks_for_feelings",
                    Behaviour.ICE_IMPACT, "asks_for_impact");

    private final Talk talk;
    private final @Nullable CardRecord card;
    private final List<Evidence> evidence = new ArrayList<>();

    private boolean greets;
    private boolean givesName;
    private boolean givesRole;
    private boolean saysPurpose;
    private int thanks;
    private int refersBack;
    private int politeForms;
    private int orders;
    private int interruptions;
    private int dismissals;
    private int judgements;
    private int insults;
    private int falseReassurances;
    private boolean normalises;
    private double responsiveness;
    private double empathy;
    private int stuffing;
    private final Set<Behaviour> perspectives = new TreeSet<>();
    private double cuesGiven;
    private double cuesPicked;
    private int patientQuestions;
    private int patientQuestionsAnswered;
    private double questionsFirst;
    private boolean closes;
    private int explanationWords;
    private int signposts;
    private int ordering;
    private double summaries;
    private int facilitations;
    private int questions;
    private int openQuestions;
    private boolean opensOpenly;
    private int closedAfterOpen;
    private int leading;
    private double compound;
    private int clarifications;
    private boolean asksPriorKnowledge;
    private int longestStatement;
    private int reactionsInvited;
    private int checks;
    private int teachBacks;
    private boolean invitesQuestions;
    private boolean safetyNet;
    private final Map<String, Quote> jargon = new LinkedHashMap<>();
    private int plainWords;

    private Conduct(Talk talk) {
        this.talk = talk;
        var played = talk.card();
        this.card = played == null ? null : CardRecord.of(talk, played);
    }

    /** Reads what the learner did. */
    public static Conduct of(Talk talk) {
        var conduct = new Conduct(talk);
        conduct.readOpening();
        conduct.readManner();
        conduct.readEmpathy();
        conduct.readPerspective();
        conduct.readCues();
        conduct.readPatientQuestions();
        conduct.readExplanations();
        conduct.readQuestions();
        conduct.readStructure();
        conduct.readChecks();
        conduct.readJargon();
        conduct.readPlainWords();
        return conduct;
    }

    private void credit(Criterion criterion, String measure, Quote quote) {
        evidence.add(new Evidence(criterion, measure, true, quote));
    }

    private void deduct(Criterion criterion, String measure, Quote quote) {
        evidence.add(new Evidence(criterion, measure, false, quote));
    }

    private void readOpening() {
        for (var turn : first(OPENING_TURNS)) {
            for (var clause : turn.own().toList()) {
                if (!greets && clause.shows(Behaviour.GREETING)) {
                    greets = true;
                    credit(
                            Criterion.RELATIONSHIP,
                            "greeting",
                            firstQuote(clause, Behaviour.GREETING));
                }
                if (!givesName && saysOwnName(clause.clause().words())) {
                    givesName = true;
                    credit(Criterion.RELATIONSHIP, "own_name", clause.quote());
                }
                if (!givesRole && clause.shows(Behaviour.INTRODUCTION) && saysRole(clause)) {
                    givesRole = true;
                    credit(Criterion.RELATIONSHIP, "role", clause.quote());
                }
                if (!saysPurpose
                        && (clause.shows(Behaviour.PURPOSE)
                                || clause.shows(Behaviour.PERMISSION))) {
                    saysPurpose = true;
                    credit(Criterion.RELATIONSHIP, "purpose", clause.quote());
                    credit(Criterion.STRUCTURE, "purpose", clause.quote());
                }
            }
        }
    }

    private List<LearnerTurn> first(int count) {
        return talk.turns().stream()
                .filter(turn -> turn.text().wordCount() > 0)
                .limit(count)
                .toList();
    }

    private static boolean saysOwnName(NormalisedText words) {
        for (int i = 1; i < words.size(); i++) {
            var before = words.word(i - 1);
            boolean introduces =
                    before.equals("names")
                            || before.equals("im")
                            || before.equals("is")
                            || before.equals("am")
                            || before.equals("doctor")
                            || before.equals("dr")
                            || before.equals("nurse");
            if (words.word(i).equals("zname") && introduces && speaksOfSelf(words, i)) {
                return true;
            }
        }
        return words.toString().contains("my name is") || words.toString().contains("my names");
    }

    private static boolean speaksOfSelf(NormalisedText words, int until) {
        for (int i = Math.max(0, until - 4); i < until; i++) {
            if (Set.of("im", "i", "my", "this").contains(words.word(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean saysRole(LearnerClause clause) {
        return clause.all(Behaviour.INTRODUCTION)
                .anyMatch(one -> !one.source().equals("my name is"));
    }

    private static Quote firstQuote(LearnerClause clause, Behaviour behaviour) {
        return clause.all(behaviour).findFirst().map(clause::quote).orElseGet(clause::quote);
    }

    /** Whether the learner hears the patient out and speaks with respect. */
    private void readManner() {
        var soft = cue("respect_soft");
        var blunt = cue("blunt");
        int answered = 0;
        int heard = 0;
        for (var turn : talk.turns()) {
            for (var clause : turn.clauses()) {
                readRudeness(clause);
                var words = clause.clause().words();
                if (clause.isOwn() && soft.matches(words)) {
                    politeForms++;
                }
                if (!clause.isQuestion() && blunt.matches(words) && !NO_ORDER.matches(words)) {
                    orders++;
                    deduct(Criterion.APPROPRIATENESS, "order", clause.quote());
                }
            }
            for (var clause : turn.own().toList()) {
                if (clause.shows(Behaviour.THANKS)) {
                    thanks++;
                    credit(Criterion.RELATIONSHIP, "thanks", firstQuote(clause, Behaviour.THANKS));
                }
                if (REFERS_BACK.matches(clause.clause().words())) {
                    refersBack++;
                    credit(Criterion.RELATIONSHIP, "refers_back", clause.quote());
                }
                if (!normalises && clause.shows(Behaviour.NORMALISING)) {
                    normalises = true;
                    credit(Criterion.RELATIONSHIP, "normalises", clause.quote());
                }
            }
            if (!turn.before().isSilent() && turn.text().wordCount() > 0) {
                heard++;
                if (responds(turn)) {
                    answered++;
                }
            }
            if (turn.isInterrupting()) {
                turn.clauses().stream()
                        .filter(clause -> clause.shows(Behaviour.INTERRUPTION))
                        .findFirst()
                        .ifPresent(clause -> {
                            interruptions++;
                            deduct(Criterion.RELATIONSHIP, "interruption", clause.quote());
                            deduct(Criterion.GATHERING, "interruption", clause.quote());
                        });
            }
        }
        responsiveness = heard == 0 ? 0 : (double) answered / heard;
    }

    private static final PhrasePatterns REFERS_BACK =
            PhrasePatterns.of(
                    List.of(
                            "you mentioned/you said/you told me/you were saying/you told us",
                            "as you said/like you said/you described",
                            "said about"));

    /** What only looks like an order: "you should be seen within two weeks". */
    private static final PhrasePatterns NO_ORDER =
            PhrasePatterns.of(
                    List.of(
                            "you should be/you should feel/you should find/you should notice/you"
                                    + " should get/you should hear/you should see",
                            "if you need to/if you have to/whenever you need to/dont have to/do not"
                                    + " have to/dont need to/do not need to"));

    private void readRudeness(LearnerClause clause) {
        if (isDismissive(clause)) {
            dismissals++;
            var quote = firstQuote(clause, Behaviour.DISMISSIVE);
            deduct(Criterion.RELATIONSHIP, "dismissive", quote);
            deduct(Criterion.APPROPRIATENESS, "dismissive", quote);
        }
        clause.all(Behaviour.JUDGEMENTAL)
                .findFirst()
                .ifPresent(one -> {
                    judgements++;
                    deduct(Criterion.RELATIONSHIP, "judging", clause.quote(one));
                    deduct(Criterion.APPROPRIATENESS, "judging", clause.quote(one));
                });
        clause.all(Behaviour.FALSE_REASSURANCE)
                .findFirst()
                .ifPresent(one -> {
                    falseReassurances++;
                    deduct(Criterion.RELATIONSHIP, "false_reassurance", clause.quote());
                    deduct(Criterion.GIVING, "false_reassurance", clause.quote());
                });
        if (isInsult(clause.clause().words())) {
            insults++;
            deduct(Criterion.RELATIONSHIP, "insult", clause.quote());
            deduct(Criterion.PERSPECTIVE, "insult", clause.quote());
            deduct(Criterion.APPROPRIATENESS, "insult", clause.quote());
        }
    }

    /** "Don't worry" dismisses where little else is said; formulas of empathy are nothing else. */
    private boolean isDismissive(LearnerClause clause) {
        if (clause.shows(Behaviour.DISMISSIVE)) {
            return true;
        }
        int others =
                clause.turn().clauses().stream()
                        .filter(other -> other != clause && empathyPatterns(other).isEmpty())
                        .mapToInt(LearnerClause::size)
                        .sum();
        return others < WORDS_BESIDE_DONT_WORRY
                && cue("dont_worry").matches(clause.clause().words());
    }

    private boolean isInsult(NormalisedText words) {
        var match = talk.lists().insults().best(words);
        if (match.isEmpty()) {
            return false;
        }
        for (int i = 0; i <= match.get().last(); i++) {
            if (talk.lists().isInsultDenial(words.word(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean responds(LearnerTurn turn) {
        return Stems.share(turn.stems(), turn.before().stems())
                || turn.shows(Behaviour.FACILITATING)
                || turn.shows(Behaviour.THANKS)
                || turn.own()
                        .anyMatch(
                                clause -> clause.shows(Behaviour.EMPATHY) && !isBare(clause, turn));
    }

    private PhrasePatterns cue(String name) {
        return talk.lists().cues().cue(name);
    }

    /**
     * A statement counts once for each pattern and only when the patient gave cause; in full where
     * it says what it is about, else in part. The best three count. Formulas without cause or said
     * again are stuffing.
     */
    private void readEmpathy() {
        var seen = new HashSet<String>();
        var values = new ArrayList<Double>();
        int caused = 0;
        int empty = 0;
        for (var turn : talk.turns()) {
            for (var clause : turn.own().toList()) {
                var patterns = empathyPatterns(clause);
                if (patterns.isEmpty()) {
                    continue;
                }
                boolean fresh = patterns.stream().anyMatch(one -> !seen.contains(one.source()));
                boolean bare = isBare(clause, turn);
                if (turn.before().givesCause() && fresh) {
                    values.add(bare ? BARE_EMPATHY : 1);
                    credit(Criterion.RELATIONSHIP, kindOf(patterns, bare), clause.quote());
                    patterns.forEach(one -> seen.add(one.source()));
                } else if (bare && (!turn.before().givesCause() || caused >= CREDITED_EMPATHY)) {
                    empty++;
                    if (empty >= STUFFING_FROM) {
                        deduct(Criterion.RELATIONSHIP, "stock_phrase", clause.quote());
                    }
                }
                if (turn.before().givesCause()) {
                    caused++;
                }
            }
        }
        values.sort(Comparator.reverseOrder());
        empathy = values.stream().limit(CREDITED_EMPATHY).mapToDouble(Double::doubleValue).sum();
        stuffing = Math.max(0, empty - STUFFING_FROM + 1);
    }

    private static final int STUFFING_FROM = 4;

    private String kindOf(List<Observed> patterns, boolean bare) {
        var exploring =
                cue("empathy_explore").patterns().stream().map(one -> one.source()).toList();
        if (patterns.stream().allMatch(one -> exploring.contains(one.source()))) {
            return "explores";
        }
        return bare ? "empathy_bare" : "empathy";
    }

    private static boolean isUnkind(LearnerClause clause) {
        return clause.shows(Behaviour.DISMISSIVE)
                || clause.shows(Behaviour.FALSE_REASSURANCE)
                || clause.shows(Behaviour.JUDGEMENTAL);
    }

    private static List<Observed> empathyPatterns(LearnerClause clause) {
        if (isUnkind(clause)) {
            return List.of();
        }
        if (clause.clause().isQuestion()
                && clause.all(Behaviour.EMPATHY).allMatch(one -> one.source().contains("sorry"))
                && clause.all(Behaviour.STOCK_EMPATHY)
                        .allMatch(one -> one.source().contains("sorry"))) {
            return List.of(); // "Sorry, what was that?"
        }
        var patterns = new ArrayList<>(clause.all(Behaviour.EMPATHY).toList());
        patterns.addAll(clause.all(Behaviour.STOCK_EMPATHY).toList());
        return patterns;
    }

    /** Nothing in it says what it is about: only stock words, no feeling the patient named. */
    private static boolean isBare(LearnerClause clause, LearnerTurn turn) {
        var named =
                turn.before().causes().stream().flatMap(c -> feelings(c.words()).stream()).toList();
        return feelings(clause.clause().words()).stream().noneMatch(named::contains)
                && !Stems.share(clause.stems(), turn.before().stems())
                && clause.stems().stream().allMatch(FORMULA_STEMS::contains);
    }

    private static Set<String> feelings(NormalisedText words) {
        var feelings = new HashSet<String>();
        for (var token : words.tokens()) {
            FEELINGS.stream().filter(token.word()::startsWith).forEach(feelings::add);
        }
        return feelings;
    }

    private static final List<String> FEELINGS =
            List.of(
                    "worr",
                    "scar",
                    "frighten",
                    "afraid",
                    "upset",
                    "angr",
                    "frustrat",
                    "asham",
                    "embarrass",
                    "lonel",
                    "guilt",
                    "pain",
                    "tired",
                    "exhaust",
                    "nervous",
                    "anxi",
                    "terrif",
                    "hurt",
                    "sad",
                    "disappoint",
                    "confus",
                    "relie",
                    "proud",
                    "hate");

    private static final Set<String> FORMULA_STEMS =
            Set.of(
                    "natural", "normal", "lik", "tel", "put", "imagin", "tough", "terribl",
                    "horribl", "awful", "rough", "sound", "seem", "look", "happen", "mean",
                    "person", "thought", "think", "lot", "moment", "week");

    private void readPerspective() {
        for (var clause : talk.own().toList()) {
            if (!clause.isQuestion()
                    && !talk.lists().invitations().matches(clause.clause().words())) {
                continue;
            }
            for (var behaviour : new TreeSet<>(ICE.keySet())) {
                if (clause.shows(behaviour) && perspectives.add(behaviour)) {
                    credit(
                            Criterion.PERSPECTIVE,
                            ICE.getOrDefault(behaviour, "asks"),
                            clause.quote());
                }
            }
        }
    }

    /** Hints of the card count double; any other cause for empathy is a hint too. */
    private void readCues() {
        var record = card;
        if (record != null) {
            record.cues()
                    .forEach((id, quote) -> {
                        cuesGiven += CARD_CUE;
                        if (quote != null) {
                            cuesPicked += CARD_CUE;
                            credit(Criterion.PERSPECTIVE, "picks_up_hint", quote);
                        }
                    });
        }
        for (var turn : talk.turns()) {
            if (!turn.before().givesCause()
                    || turn.text().wordCount() == 0
                    || repeatsThePlan(turn)) {
                continue;
            }
            cuesGiven++;
            var follow =
                    turn.own()
                            .filter(clause -> followsUp(clause, turn))
                            .findFirst()
                            .or(() -> answer(turn));
            if (follow.isPresent()) {
                cuesPicked++;
                credit(Criterion.PERSPECTIVE, "follows_up", follow.get().quote());
            } else {
                turn.clauses().stream()
                        .findFirst()
                        .ifPresent(clause ->
                                deduct(Criterion.PERSPECTIVE, "hint_passed_by", clause.quote()));
            }
        }
    }

    /** What the patient says when asked to say the plan back is no hint. */
    private boolean repeatsThePlan(LearnerTurn turn) {
        if (turn.position() == 0) {
            return false;
        }
        var before = talk.turns().get(turn.position() - 1);
        return before.shows(Behaviour.TEACH_BACK) || before.shows(Behaviour.CHECK_UNDERSTANDING);
    }

    private boolean followsUp(LearnerClause clause, LearnerTurn turn) {
        boolean feels = clause.shows(Behaviour.EMPATHY);
        boolean rude =
                turn.clauses().stream()
                        .anyMatch(other ->
                                other.shows(Behaviour.DISMISSIVE)
                                        || other.shows(Behaviour.FALSE_REASSURANCE)
                                        || other.shows(Behaviour.JUDGEMENTAL));
        return !rude
                && (feels
                        || (Stems.share(clause.stems(), turn.before().stems())
                                && (clause.isQuestion()
                                        || turn.shows(Behaviour.EMPATHY)
                                        || isExplanation(clause))));
    }

    private void readPatientQuestions() {
        for (var turn : talk.turns()) {
            if (turn.before().questions().isEmpty() || turn.text().wordCount() == 0) {
                continue;
            }
            patientQuestions++;
            var answer = answer(turn);
            if (answer.isPresent()) {
                patientQuestionsAnswered++;
                credit(Criterion.PERSPECTIVE, "answers_question", answer.get().quote());
            } else {
                turn.clauses().stream()
                        .findFirst()
                        .ifPresent(clause ->
                                deduct(
                                        Criterion.PERSPECTIVE,
                                        "question_not_answered",
                                        clause.quote()));
            }
        }
    }

    /** The clause that answers what the patient asked just before. */
    private Optional<LearnerClause> answer(LearnerTurn turn) {
        var asked = talk.stems().ofContent(turn.before().questions());
        boolean brushedOff =
                turn.clauses().stream()
                        .anyMatch(clause ->
                                isDismissive(clause)
                                        || clause.shows(Behaviour.FALSE_REASSURANCE)
                                        || REFUSES.matches(clause.clause().words()));
        int words =
                turn.own()
                        .flatMap(clause -> clause.clause().words().tokens().stream())
                        .mapToInt(token -> talk.lists().isStockWord(token.word()) ? 0 : 1)
                        .sum();
        if (turn.before().questions().isEmpty()
                || brushedOff
                || words < ANSWER_WORDS
                || turn.own().allMatch(clause -> clause.shows(Behaviour.JARGON_UNEXPLAINED))) {
            return Optional.empty();
        }
        return turn.own()
                .filter(clause ->
                        asked.isEmpty()
                                || Stems.share(clause.stems(), asked)
                                || Stems.share(clause.stems(), turn.before().stems()))
                .findFirst()
                .or(() -> turn.own().filter(this::isExplanation).findFirst());
    }

    private static final PhrasePatterns REFUSES =
            PhrasePatterns.of(
                    List.of(
                            "ive already/i have already/i already + told/said/addressed/explained",
                            "as i said before/as i told you"));

    private boolean isExplanation(LearnerClause clause) {
        return !clause.isQuestion()
                && clause.isOwn()
                && !clause.shows(Behaviour.INTRODUCTION)
                && !clause.shows(Behaviour.PURPOSE)
                && clause.size() >= EXPLANATION_WORDS
                && clause.stems().size() >= EXPLANATION_STEMS;
    }

    private void readExplanations() {
        for (var turn : talk.turns()) {
            explanationWords +=
                    turn.own().filter(this::isExplanation).mapToInt(LearnerClause::size).sum();
            int run = 0;
            LearnerClause first = null;
            for (var clause : turn.clauses()) {
                if (clause.isQuestion()
                        || clause.shows(Behaviour.CHECK_UNDERSTANDING)
                        || clause.shows(Behaviour.TEACH_BACK)) {
                    run = 0;
                    first = null;
                    continue;
                }
                run += clause.size();
                first = first == null ? clause : first;
                if (run > longestStatement) {
                    longestStatement = run;
                    longestFrom = first;
                    longestTo = clause;
                }
            }
        }
    }

    private @Nullable LearnerClause longestFrom;
    private @Nullable LearnerClause longestTo;

    /** Where the learner first explains something; null where nothing is explained. */
    public @Nullable Quote firstExplanation() {
        return talk.own()
                .filter(this::isExplanation)
                .findFirst()
                .map(LearnerClause::quote)
                .orElse(null);
    }

    /** The longest stretch of statements without a question. */
    public @Nullable Quote longestStatementQuote() {
        var from = longestFrom;
        var to = longestTo;
        if (from == null || to == null) {
            return null;
        }
        var turn = from.turn().text();
        return Quote.of(
                turn.turn(),
                turn.original(from.clause()).start(),
                turn.original(to.clause()).end());
    }

    private void readQuestions() {
        boolean openBefore = false;
        var clarified = new HashSet<String>();
        for (var turn : talk.turns()) {
            LearnerClause before = null;
            for (var clause : turn.clauses()) {
                boolean history = isHistoryQuestion(clause);
                if (history && clause.isOwn()) {
                    boolean open = isOpen(clause);
                    questions++;
                    if (questions == 1) {
                        opensOpenly = open;
                        if (open) {
                            credit(Criterion.GATHERING, "opens_with_open_question", clause.quote());
                        } else {
                            deduct(
                                    Criterion.GATHERING,
                                    "opens_with_closed_question",
                                    clause.quote());
                        }
                    } else if (open) {
                        credit(Criterion.GATHERING, "open_question", clause.quote());
                    }
                    openQuestions += open ? 1 : 0;
                    closedAfterOpen += !open && openBefore ? 1 : 0;
                    openBefore |= open;
                }
                if (clause.isQuestion() && clause.shows(Behaviour.LEADING_QUESTION)) {
                    leading++;
                    deduct(Criterion.GATHERING, "leading_question", clause.quote());
                }
                readCompound(clause, history ? before : null);
                if (clause.isOwn()
                        && clause.isQuestion()
                        && !turn.before().isSilent()
                        && clause.shows(Behaviour.CLARIFYING)
                        && clause.all(Behaviour.CLARIFYING)
                                .anyMatch(one -> clarified.add(one.source()))) {
                    clarifications++;
                    credit(Criterion.GATHERING, "clarifies", clause.quote());
                }
                before = history ? clause : before;
            }
        }
        readFacilitation();
    }

    private void readCompound(LearnerClause clause, @Nullable LearnerClause before) {
        if (clause.isQuestion() && clause.shows(Behaviour.COMPOUND_QUESTION)) {
            compound++;
            deduct(Criterion.GATHERING, "compound_question", clause.quote());
        } else if (before != null) {
            boolean sameSentence =
                    before.index() == clause.index() - 1
                            && !before.clause().text().endsWith("?")
                            && !before.clause().text().endsWith(".");
            compound += sameSentence ? 1 : 0.5;
            deduct(Criterion.GATHERING, "compound_question", clause.quote());
        }
    }

    private boolean isHistoryQuestion(LearnerClause clause) {
        var words = clause.clause().words();
        boolean invites =
                !clause.isQuestion()
                        && clause.size() >= 4
                        && STARTS_TELLING.matches(words)
                        && !clause.shows(Behaviour.SIGNPOST)
                        && !clause.shows(Behaviour.TEACH_BACK);
        return (clause.isQuestion() || invites)
                && clause.size() >= 2
                && !clause.shows(Behaviour.CHECK_QUESTION)
                && !clause.shows(Behaviour.PERMISSION)
                && !clause.shows(Behaviour.CHECK_UNDERSTANDING)
                && !clause.shows(Behaviour.TEACH_BACK)
                && !clause.shows(Behaviour.INVITES_REACTION)
                && !clause.shows(Behaviour.INVITES_QUESTIONS)
                && !talk.lists().properOffers().matches(words);
    }

    private static final PhrasePatterns STARTS_TELLING =
            PhrasePatterns.of(List.of("tell me/talk me through/walk me through/please describe"));

    private boolean isOpen(LearnerClause clause) {
        return !isUnkind(clause)
                && cue("open_starters").matches(clause.clause().words())
                && !CLOSED_HOW.matches(clause.clause().words());
    }

    private static final PhrasePatterns CLOSED_HOW =
            PhrasePatterns.of(List.of("how many/how much/how long/how often/how old/how far"));

    private void readFacilitation() {
        var kinds = new HashSet<String>();
        for (var turn : talk.turns()) {
            if (turn.before().isSilent()) {
                continue;
            }
            for (var clause : turn.own().toList()) {
                clause.all(Behaviour.FACILITATING)
                        .filter(one -> !clause.isQuestion() || one.source().contains("said"))
                        .filter(one -> !clause.clause().words().toString().contains("course not"))
                        .filter(one -> kinds.add(one.source()))
                        .forEach(one ->
                                credit(Criterion.GATHERING, "facilitates", clause.quote(one)));
            }
        }
        facilitations = kinds.size();
    }

    private void readStructure() {
        var signs = new HashSet<String>();
        var orders = new HashSet<String>();
        var heard = new HashSet<String>();
        boolean summed = false;
        for (var turn : talk.turns()) {
            heard.addAll(turn.before().stems());
            for (var clause : turn.own().toList()) {
                if (hasContentRound(turn)) {
                    clause.all(Behaviour.SIGNPOST)
                            .filter(one -> pointsAhead(clause, one))
                            .filter(one -> signs.add(one.source()))
                            .forEach(one ->
                                    credit(Criterion.STRUCTURE, "signpost", clause.quote(one)));
                }
                if (!clause.isQuestion() && clause.size() >= ORGANISED_WORDS) {
                    for (var match : cue("organise").all(clause.clause().words())) {
                        if (orders.add(match.pattern().source())) {
                            credit(Criterion.STRUCTURE, "organises", clause.quote());
                        }
                    }
                }
                if (clause.shows(Behaviour.SUMMARY)) {
                    long shared = turn.stems().stream().filter(heard::contains).count();
                    if (shared > 0) {
                        summaries = Math.max(summaries, shared > 1 ? 1 : 0.5);
                        if (!summed) {
                            summed = true;
                            credit(Criterion.GATHERING, "sums_up", clause.quote());
                            credit(Criterion.STRUCTURE, "sums_up", clause.quote());
                        }
                    }
                }
            }
        }
        signposts = signs.size();
        ordering = orders.size();
        readClosing();
        questionsFirst = questionsFirst();
    }

    /** A lone "now" or "then" points ahead only where the clause begins. */
    private static boolean pointsAhead(LearnerClause clause, Observed one) {
        var tokens = clause.clause().words().tokens();
        boolean lone = one.end() - one.start() <= LONE_SIGNPOST;
        return !lone || one.start() <= tokens.get(Math.min(1, tokens.size() - 1)).start();
    }

    /** Different ways of putting an explanation in plain words. */
    private void readPlainWords() {
        var ways = new HashSet<String>();
        for (var clause : talk.own().filter(this::isExplanation).toList()) {
            if (!clause.shows(Behaviour.JARGON_UNEXPLAINED)) {
                for (var match : cue("lay_marker").all(clause.clause().words())) {
                    if (ways.add(match.pattern().source())) {
                        credit(Criterion.APPROPRIATENESS, "plain_words", clause.quote());
                    }
                }
            }
        }
        plainWords = ways.size();
    }

    private boolean hasContentRound(LearnerTurn turn) {
        int next = turn.position() + 1;
        int stems = turn.stems().size();
        if (next < talk.turns().size()) {
            stems += talk.turns().get(next).stems().size();
        }
        return stems >= STEMS_ROUND_SIGNPOST;
    }

    private void readClosing() {
        var spoken = talk.turns().stream().filter(turn -> turn.text().wordCount() > 0).toList();
        for (var turn : spoken.subList(Math.max(0, spoken.size() - CLOSING_TURNS), spoken.size())) {
            if (turn.position() < 2) {
                continue;
            }
            for (var clause : turn.own().toList()) {
                if (!closes && clause.shows(Behaviour.CLOSING)) {
                    closes = true;
                    credit(Criterion.STRUCTURE, "closes", clause.quote());
                }
            }
        }
    }

    /** How surely a question comes before an explanation, over all pairs of the two; 0 to 1. */
    private double questionsFirst() {
        var asked = new ArrayList<Integer>();
        var explained = new ArrayList<Integer>();
        int at = 0;
        for (var turn : talk.turns()) {
            for (var clause : turn.clauses()) {
                at++;
                if (isHistoryQuestion(clause) && clause.isOwn()) {
                    asked.add(at);
                } else if (isExplanation(clause)) {
                    explained.add(at);
                }
            }
        }
        if (asked.isEmpty() || explained.isEmpty()) {
            return 0;
        }
        long before =
                asked.stream().mapToLong(q -> explained.stream().filter(e -> q < e).count()).sum();
        return (double) before / ((long) asked.size() * explained.size());
    }

    /** Checks count only where something was explained just before. */
    private void readChecks() {
        int explainedBefore = 0;
        int explainedSoFar = 0;
        for (var turn : talk.turns()) {
            int explained = 0;
            for (var clause : turn.clauses()) {
                if (isExplanation(clause)) {
                    explained += clause.size();
                    explainedSoFar += clause.size();
                }
                if (!clause.isOwn()) {
                    continue;
                }
                boolean fresh = explained + explainedBefore >= WORDS_BEFORE_CHECK;
                boolean asks = clause.isQuestion() || clause.shows(Behaviour.TEACH_BACK);
                if (fresh && clause.shows(Behaviour.TEACH_BACK)) {
                    teachBacks++;
                    credit(Criterion.GIVING, "teach_back", clause.quote());
                } else if (fresh && asks && clause.shows(Behaviour.CHECK_UNDERSTANDING)) {
                    checks++;
                    credit(Criterion.GIVING, "checks_understanding", clause.quote());
                }
                if (fresh && asks && clause.shows(Behaviour.INVITES_REACTION)) {
                    reactionsInvited++;
                    credit(Criterion.GIVING, "invites_reaction", clause.quote());
                }
                if (asks
                        && explainedSoFar >= WORDS_BEFORE_CHECK
                        && clause.shows(Behaviour.INVITES_QUESTIONS)) {
                    if (!invitesQuestions) {
                        credit(Criterion.GIVING, "invites_questions", clause.quote());
                    }
                    invitesQuestions = true;
                }
                if (!clause.isQuestion()
                        && clause.shows(Behaviour.SAFETY_NET)
                        && !clause.shows(Behaviour.JARGON_UNEXPLAINED)) {
                    if (!safetyNet) {
                        credit(Criterion.GIVING, "safety_net", clause.quote());
                    }
                    safetyNet = true;
                }
                if (clause.isQuestion() && clause.shows(Behaviour.PRIOR_KNOWLEDGE)) {
                    if (!asksPriorKnowledge) {
                        credit(Criterion.GIVING, "asks_what_is_known", clause.quote());
                    }
                    asksPriorKnowledge = true;
                }
            }
            explainedBefore = explained;
        }
    }

    private void readJargon() {
        var heard = new HashSet<String>();
        var played = talk.card();
        if (played != null) {
            addWords(heard, TalkReader.complaint(played));
        }
        for (var turn : talk.turns()) {
            addWords(heard, turn.before().text());
            for (var clause : turn.clauses()) {
                clause.all(Behaviour.JARGON_UNEXPLAINED)
                        .filter(one -> !jargon.containsKey(one.source()))
                        .forEach(one -> addJargon(one.source(), clause.quote(one)));
                addUnlistedTerms(turn, clause, heard);
            }
        }
    }

    private void addUnlistedTerms(LearnerTurn turn, LearnerClause clause, Set<String> heard) {
        var marker = cue("lay_marker");
        for (var token : clause.clause().words().tokens()) {
            var word = Spelling.of(token.word());
            if (talk.lists().soundsMedical(word)
                    && !heard.contains(Stem.of(word))
                    && !isListed(clause, token.start())
                    && turn.clauses().stream()
                            .filter(near ->
                                    near.index() >= clause.index()
                                            && near.index() <= clause.index() + 2)
                            .noneMatch(near -> marker.matches(near.clause().words()))) {
                var stretch = turn.text().original(token.start(), token.end());
                var quote = Quote.of(turn.text().turn(), stretch.start(), stretch.end());
                if (!jargon.containsKey(Stem.of(word))) {
                    addJargon(Stem.of(word), quote);
                }
            }
        }
    }

    private static boolean isListed(LearnerClause clause, int start) {
        return clause.all(Behaviour.JARGON_UNEXPLAINED).anyMatch(one -> one.start() == start)
                || clause.all(Behaviour.JARGON_EXPLAINED).anyMatch(one -> one.start() == start);
    }

    private void addJargon(String term, Quote quote) {
        jargon.put(term, quote);
        deduct(Criterion.APPROPRIATENESS, "technical_term", quote);
        deduct(Criterion.GIVING, "technical_term", quote);
    }

    private static void addWords(Set<String> stems, String text) {
        NormalisedText.of(text)
                .tokens()
                .forEach(token -> stems.add(Stem.of(Spelling.of(token.word()))));
    }

    /** The words that were found, criterion by criterion in the order of reading. */
    public List<Evidence> evidence() {
        return evidence;
    }

    /** What the talk is about, in one everyday word of the card's or the patient's. */
    public Optional<String> topic() {
        var played = talk.card();
        var text = new StringBuilder(played == null ? "" : TalkReader.complaint(played));
        talk.turns().forEach(turn -> text.append(' ').append(turn.before().text()));
        return NormalisedText.of(text.toString()).tokens().stream()
                .map(token -> token.word())
                .filter(talk.lists()::isTopic)
                .findFirst();
    }

    /** What of the card came up; null where the card is not known. */
    public @Nullable CardRecord card() {
        return card;
    }

    public Talk talk() {
        return talk;
    }

    public boolean greets() {
        return greets;
    }

    public boolean givesName() {
        return givesName;
    }

    public boolean givesRole() {
        return givesRole;
    }

    /** Whether the opening says what the talk is for or asks leave. */
    public boolean saysPurpose() {
        return saysPurpose;
    }

    public int thanks() {
        return thanks;
    }

    public int refersBack() {
        return refersBack;
    }

    /** Clauses with "please", "could you", "perhaps" and the like. */
    public int politeForms() {
        return politeForms;
    }

    /** Clauses with "you must", "you have to" and the like. */
    public int orders() {
        return orders;
    }

    public int interruptions() {
        return interruptions;
    }

    public int dismissals() {
        return dismissals;
    }

    public int judgements() {
        return judgements;
    }

    public int insults() {
        return insults;
    }

    public int falseReassurances() {
        return falseReassurances;
    }

    public boolean normalises() {
        return normalises;
    }

    /** Share of the patient's lines that the next turn takes up, 0 to 1. */
    public double responsiveness() {
        return responsiveness;
    }

    /** Sum over the best three empathic statements with cause, 0 to 3. */
    public double empathy() {
        return empathy;
    }

    /** Empathic formulas without cause or said again, from the fourth on. */
    public int stuffing() {
        return stuffing;
    }

    /** How many of idea, concern, expectation, feeling and impact were asked for, 0 to 5. */
    public int perspectives() {
        return perspectives.size();
    }

    /** Weight of the hints given. */
    public double cuesGiven() {
        return cuesGiven;
    }

    /** Weight of the hints followed up. */
    public double cuesPicked() {
        return cuesPicked;
    }

    public int patientQuestions() {
        return patientQuestions;
    }

    public int patientQuestionsAnswered() {
        return patientQuestionsAnswered;
    }

    /** How surely questions come before explanations, 0 to 1. */
    public double questionsBeforeExplanations() {
        return questionsFirst;
    }

    public boolean closes() {
        return closes;
    }

    public int explanationWords() {
        return explanationWords;
    }

    /** Different signposts with something to point to. */
    public int signposts() {
        return signposts;
    }

    /** Different ways in which explanations are ordered: numbering, comparison, consequence. */
    public int ordering() {
        return ordering;
    }

    /** 1 for a summary of what the patient said, 0.5 for one that holds little of it, else 0. */
    public double summaries() {
        return summaries;
    }

    /** Different ways of letting the patient go on. */
    public int facilitations() {
        return facilitations;
    }

    /** Questions about the patient's history. */
    public int questions() {
        return questions;
    }

    public int openQuestions() {
        return openQuestions;
    }

    public boolean opensOpenly() {
        return opensOpenly;
    }

    /** Share of the closed questions that come after an open one; 0 where there is none. */
    public double closedLater() {
        int closed = questions - openQuestions;
        return closed == 0 ? 0 : (double) closedAfterOpen / closed;
    }

    public int leading() {
        return leading;
    }

    /** Several questions at once; two in a row count half. */
    public double compound() {
        return compound;
    }

    public int clarifications() {
        return clarifications;
    }

    public boolean asksPriorKnowledge() {
        return asksPriorKnowledge;
    }

    /** Most words of statement in one turn without a question or check. */
    public int longestStatement() {
        return longestStatement;
    }

    public int reactionsInvited() {
        return reactionsInvited;
    }

    public int checks() {
        return checks;
    }

    public int teachBacks() {
        return teachBacks;
    }

    public boolean invitesQuestions() {
        return invitesQuestions;
    }

    public boolean safetyNet() {
        return safetyNet;
    }

    /** Technical terms that were not explained, each once, with the words. */
    public Map<String, Quote> jargon() {
        return jargon;
    }

    /** Different ways in which explanations are put in plain words: "which means", "a bit like". */
    public int plainWords() {
        return plainWords;
    }

    /** Mean words of a turn of the learner's; 0 where there is none. */
    public double meanTurnWords() {
        int exchanges = talk.exchanges();
        return exchanges == 0 ? 0 : (double) talk.speech().wordCount() / exchanges;
    }
}
