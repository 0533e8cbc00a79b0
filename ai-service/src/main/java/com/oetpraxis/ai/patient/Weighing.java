package com.oetpraxis.ai.patient;

import com.oetpraxis.ai.pattern.Clause;
import com.oetpraxis.ai.pattern.PhrasePatterns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Weighs what the patterns found in a turn against what its words are near to in meaning. Where the
 * patterns are silent, nearness decides; where both speak, a pattern adds to it.
 *
 * <p>The numbers were chosen on the sentences in {@code patient/labelled.csv} and {@code
 * patient/heard.csv} (tests), on none of {@code patient/unseen.csv}.
 */
final class Weighing {

    /** What a pattern is worth beside nearness, and each of its terms. */
    private static final double PATTERN = 0.05;

    private static final double TERM = 0.05;
    private static final double MOST_TERMS = 5;

    /** What a pattern's hit must come to, and one of nearness alone. */
    private static final double LEAST_WITH_PATTERN = 0.4;

    private static final double LEAST = 0.38;
    private static final double LEAST_SHARED = 0.4;

    /** A fact is given away, and the talk ended, only when the learner must have meant it. */
    private static final double LEAST_REVEALING = 0.45;

    /**
     * What is said before a question is seldom advice ("I'd like to talk about your leg. May I?"),
     * nor are two words, and a statement seldom asks.
     */
    private static final double LEAST_UNMARKED = 0.55;

    private static final double LEAST_LEAVE = 0.65;
    private static final double LEAST_OF_PART = 0.5;

    /** What a question in a statement and advice in a question lose. */
    private static final double UNFITTING = 0.12;

    private static final double FOLLOW_UP = 0.1;

    /**
     * What nearness of a part of the sentence, and of the whole turn, loses beside the clause's.
     */
    private static final double PART = 0.05;

    private static final double TURN = 0.1;

    /** Behind the best question of a turn by more than this, another is none. */
    private static final double BEHIND = 0.25;

    /** Advice as near as this to the best of its clause is heard too. */
    private static final double BESIDE = 0.03;

    /** The last word of a question about what was said just before: "Would you like that?" */
    private static final Set<String> BACK_REFERENCES = Set.of("that", "this", "it", "to");

    private static final int LONGEST_BACK_REFERENCE = 5;
    private static final Set<String> STATEMENT_OPENERS =
            Set.of("if", "i", "ill", "im", "ive", "we", "well", "weve", "please");
    private static final int SHORTEST_MEANT = 3;
    private static final int SHORTEST_PART = 4;
    private static final int SHORTEST = 2;
    private static final int MOST_PARTS = 6;

    /**
     * Pieces of a turn; at some milliseconds each, a turn of 4,000 letters must not take seconds.
     */
    private static final int MOST_COMPARED = 64;

    private static final Pattern JOINT =
            Pattern.compile(
                    "[,;:\u2013\u2014]|\\b(?:and|so|but|then|because|before|if|when|while|after|until|unless)\\b");
    private static final String END_MARKS = ".?!;\u2026";

    private final Script script;
    private final String turn;
    private final List<Clause> clauses;
    private final Set<String> lastSources;
    private final PhrasePatterns offers;
    private final Set<String> tooEarly;
    private final Likeness likeness;
    private final Map<String, Map<Likeness.Intent, Double>> compared = new HashMap<>();
    private final boolean asks;

    /**
     * @param lastSources intents and cues the patient's last line came from
     * @param offers what makes a question an offer, which may be advice
     * @param tooEarly shared intents that nobody means so early in a talk
     */
    Weighing(
            Script script,
            String turn,
            List<Clause> clauses,
            Set<String> lastSources,
            PhrasePatterns offers,
            Set<String> tooEarly,
            Likeness likeness) {
        this.script = script;
        this.turn = turn;
        this.clauses = clauses;
        this.lastSources = lastSources;
        this.offers = offers;
        this.tooEarly = tooEarly;
        this.likeness = likeness;
        this.asks = clauses.stream().anyMatch(Clause::isQuestion);
    }

    /** The hits of the turn, in the order of its clauses, the best of each clause first. */
    List<Hit> weigh(List<Hit> byPattern) {
        var hits = new ArrayList<Hit>();
        for (int i = 0; i < clauses.size(); i++) {
            var terms = new LinkedHashMap<Likeness.Intent, Double>();
            for (var hit : byPattern) {
                if (hit.clause() == i) {
                    terms.put(new Likeness.Intent(hit.kind(), hit.intent()), hit.score());
                }
            }
            if (byPattern.stream().anyMatch(certain(i))) {
                byPattern.stream().filter(certain(i)).forEach(hits::add);
                continue;
            }
            var clause = clauses.get(i);
            var kept = kept(clause, found(i, terms));
            hits.addAll(kept);
            if (!clause.isQuestion()) {
                addParts(i, kept, hits);
            }
        }
        double best =
                hits.stream()
                        .filter(hit -> hit.kind() == Hit.Kind.ASK)
                        .mapToDouble(Hit::score)
                        .max()
                        .orElse(0);
        hits.removeIf(hit ->
                hit.kind() == Hit.Kind.ASK
                        && hit.by() == Hit.By.VECTOR
                        && hit.score() < best - BEHIND);
        if (hits.stream().anyMatch(hit -> hit.kind() == Hit.Kind.TELL)) {
            hits.removeIf(this::isAskedByNearnessOfStatement);
        }
        return List.copyOf(hits);
    }

    /** "Many people are afraid of this. The knee is strong" asks nobody what he is afraid of. */
    private boolean isAskedByNearnessOfStatement(Hit hit) {
        return hit.kind() == Hit.Kind.ASK
                && hit.by() == Hit.By.VECTOR
                && !clauses.get(hit.clause()).isQuestion();
    }

    private static Predicate<Hit> certain(int clause) {
        return hit -> hit.clause() == clause && hit.score() >= TurnMatcher.CERTAIN;
    }

    /** All that a clause may mean, the best first. */
    private List<Hit> found(int index, Map<Likeness.Intent, Double> terms) {
        var clause = clauses.get(index);
        var near = near(clause);
        var intents = new LinkedHashSet<>(terms.keySet());
        intents.addAll(near.keySet());
        var found = new ArrayList<Hit>();
        for (var intent : intents) {
            var score = score(clause, intent, near.getOrDefault(intent, 0.0), terms.get(intent));
            if (score.isPresent()) {
                found.add(
                        new Hit(
                                index,
                                intent.kind(),
                                intent.id(),
                                terms.containsKey(intent) ? Hit.By.PATTERN : Hit.By.VECTOR,
                                score.getAsDouble()));
            }
        }
        preferWhatIsSaid(clause, found);
        found.sort(Comparator.comparingDouble(Hit::score).reversed());
        return found;
    }

    /**
     * "Would you be willing to try it?" agrees on something and asks nothing about it; "Is it OK if
     * we talk about it?" is near to a question, but says another.
     */
    private static void preferWhatIsSaid(Clause clause, List<Hit> found) {
        if (!clause.isQuestion()) {
            return;
        }
        if (isSaid(found, "agree_plan")) {
            found.removeIf(hit -> hit.kind() == Hit.Kind.ASK);
        } else if (isSaid(found, "permission")) {
            found.removeIf(hit -> hit.kind() == Hit.Kind.ASK && hit.by() == Hit.By.VECTOR);
        }
    }

    private static boolean isSaid(List<Hit> found, String shared) {
        return found.stream()
                .anyMatch(hit ->
                        hit.kind() == Hit.Kind.SOCIAL
                                && hit.by() == Hit.By.PATTERN
                                && hit.intent().equals(shared));
    }

    private OptionalDouble score(
            Clause clause, Likeness.Intent intent, double nearness, @Nullable Double terms) {
        if (intent.kind() == Hit.Kind.SOCIAL && tooEarly.contains(intent.id())) {
            return OptionalDouble.empty();
        }
        double score = nearness;
        if (terms != null) {
            score += PATTERN + TERM * Math.min(terms, MOST_TERMS);
        }
        if (intent.kind() == Hit.Kind.ASK) {
            var follows = script.ask(intent.id()).orElseThrow().after();
            boolean due = follows.stream().anyMatch(lastSources::contains);
            boolean mayAsk = clause.isQuestion() || (!asks && !isPlainStatement(clause));
            if ((!follows.isEmpty() && !due) || !mayAsk) {
                return OptionalDouble.empty();
            }
            score += (due ? FOLLOW_UP : 0) - (clause.isQuestion() ? 0 : UNFITTING);
        }
        if (intent.kind() == Hit.Kind.TELL && isPlainQuestion(clause)) {
            score -= UNFITTING;
        }
        double least = terms == null ? leastOfNearness(clause, intent) : LEAST_WITH_PATTERN;
        return score < least ? OptionalDouble.empty() : OptionalDouble.of(score);
    }

    private double leastOfNearness(Clause clause, Likeness.Intent intent) {
        if (clause.words().size() < SHORTEST) {
            return 1;
        }
        return switch (intent.kind()) {
            case ASK ->
                    script.ask(intent.id()).orElseThrow().answer().revealed().isEmpty()
                            ? LEAST
                            : LEAST_REVEALING;
            case TELL -> asks || clause.words().size() < SHORTEST_MEANT ? LEAST_UNMARKED : LEAST;
            case SOCIAL -> leastOfShared(clause, intent.id());
        };
    }

    /**
     * "Let me explain that. Does it help?" asks once, and "I know you didn't hear that" nothing.
     */
    private double leastOfShared(Clause clause, String id) {
        if (id.equals("close")) {
            return LEAST_LEAVE;
        }
        boolean unlikely =
                clause.words().size() < SHORTEST_MEANT || Understanding.ASKING.contains(id);
        return unlikely && !clause.isQuestion() ? LEAST_UNMARKED : LEAST_SHARED;
    }

    /** A recogniser may lose the beginning of a question, but it does not find one of these. */
    private static boolean isPlainStatement(Clause clause) {
        return STATEMENT_OPENERS.contains(clause.words().word(0));
    }

    private boolean isPlainQuestion(Clause clause) {
        return clause.isQuestion() && !offers.matches(clause.words());
    }

    /** The best of a clause, and what may be heard beside it. */
    private List<Hit> kept(Clause clause, List<Hit> found) {
        var kept = new ArrayList<Hit>();
        for (var hit : found) {
            boolean pattern = hit.by() == Hit.By.PATTERN;
            boolean beside =
                    switch (hit.kind()) {
                        case ASK -> false;
                        case TELL -> isAdviceBeside(clause, hit, found.getFirst());
                        case SOCIAL -> pattern;
                    };
            if (kept.isEmpty() || beside) {
                kept.add(hit);
            }
        }
        return kept;
    }

    /** Nobody gives advice while introducing himself; an offer is advice if little else is. */
    private boolean isAdviceBeside(Clause clause, Hit hit, Hit best) {
        if (isPlainQuestion(clause) || best.intent().equals("introduce")) {
            return false;
        }
        boolean pattern = hit.by() == Hit.By.PATTERN && !clause.isQuestion();
        return pattern || hit.score() > best.score() - BESIDE;
    }

    /** Adds the advice of a statement's parts: "Take it at night, and rinse your mouth". */
    private void addParts(int index, List<Hit> kept, List<Hit> hits) {
        double most = kept.isEmpty() ? 1 : kept.getLast().score();
        for (var part : parts(clauses.get(index).text())) {
            var best =
                    compare(part).entrySet().stream()
                            .max(Map.Entry.comparingByValue())
                            .orElse(null);
            if (best == null) {
                return;
            }
            var intent = best.getKey();
            if (best.getValue() >= (asks ? LEAST_UNMARKED : LEAST_OF_PART)
                    && intent.kind() == Hit.Kind.TELL
                    && hits.stream()
                            .noneMatch(hit ->
                                    hit.clause() == index && hit.intent().equals(intent.id()))) {
                hits.add(
                        new Hit(
                                index,
                                Hit.Kind.TELL,
                                intent.id(),
                                Hit.By.VECTOR,
                                Math.min(most, best.getValue())));
            }
        }
    }

    /**
     * How near a clause is to each intent. For a question the sentence it is in, its parts and the
     * turn count too: "Up to now, what have you put on it?" is cut in two. "Would you like that?"
     * says nothing without what was said before it.
     */
    private Map<Likeness.Intent, Double> near(Clause clause) {
        if (isOfferOfWhatWasSaid(clause)) {
            return compare(withPrevious(clause));
        }
        var near = new LinkedHashMap<>(compare(clause.text()));
        if (!clause.isQuestion()) {
            return near;
        }
        var sentence = sentence(clause);
        compare(sentence).forEach((intent, value) -> near.merge(intent, value, Math::max));
        for (var part : parts(sentence)) {
            compare(part).forEach((intent, value) -> near.merge(intent, value - PART, Math::max));
        }
        if (clause.words().size() < SHORTEST_PART) {
            compare(withNext(clause))
                    .forEach((intent, value) -> near.merge(intent, value, Math::max));
        }
        compare(turn.strip())
                .forEach((intent, value) -> near.merge(intent, value - TURN, Math::max));
        return near;
    }

    private String sentence(Clause clause) {
        int from = clause.start();
        while (from > 0 && END_MARKS.indexOf(turn.charAt(from - 1)) < 0) {
            from--;
        }
        int to = clause.end();
        while (to < turn.length() && END_MARKS.indexOf(turn.charAt(to - 1)) < 0) {
            to++;
        }
        return turn.substring(from, to).strip();
    }

    /** A question that a recogniser has cut short: "Is there? Anything you look forward to." */
    private String withNext(Clause clause) {
        int next = clauses.indexOf(clause) + 1;
        return next < clauses.size()
                ? turn.substring(clause.start(), clauses.get(next).end())
                : clause.text();
    }

    private boolean isOfferOfWhatWasSaid(Clause clause) {
        var words = clause.words();
        return clause.isQuestion()
                && clauses.indexOf(clause) > 0
                && words.size() <= LONGEST_BACK_REFERENCE
                && BACK_REFERENCES.contains(words.word(words.size() - 1))
                && offers.matches(words);
    }

    private String withPrevious(Clause clause) {
        var previous = clauses.get(clauses.indexOf(clause) - 1);
        return turn.substring(previous.start(), clause.end());
    }

    private static List<String> parts(String text) {
        var parts =
                Arrays.stream(JOINT.split(text))
                        .map(String::strip)
                        .filter(part -> part.split("\\s+").length >= SHORTEST_PART)
                        .limit(MOST_PARTS)
                        .toList();
        return parts.size() == 1 && parts.getFirst().equals(text) ? List.of() : parts;
    }

    /** Empty once enough of the turn has been compared: patterns alone decide about its rest. */
    private Map<Likeness.Intent, Double> compare(String text) {
        return compared.size() < MOST_COMPARED || compared.containsKey(text)
                ? compared.computeIfAbsent(text, likeness::to)
                : Map.of();
    }
}
