package com.oetpraxis.ai.patient;

import com.oetpraxis.ai.behaviour.Behaviour;
import com.oetpraxis.ai.behaviour.Observed;
import com.oetpraxis.ai.pattern.Clause;
import com.oetpraxis.ai.pattern.NormalisedText;
import com.oetpraxis.ai.pattern.PhrasePatterns;
import com.oetpraxis.ai.pattern.Token;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the patient understood of one turn.
 *
 * @param number the learner's turn
 * @param hits in the order of the clauses, the best of each clause first
 * @param observed behaviours in the turn
 */
record Understanding(
        int number,
        String text,
        List<Clause> clauses,
        List<Hit> hits,
        List<Observed> observed,
        boolean interrupted) {

    /** Shared intents that are questions; a statement seldom means them. */
    static final Set<String> ASKING =
            Set.of(
                    "teachback",
                    "any_questions",
                    "anything_else",
                    "agree_plan",
                    "repeat",
                    "reaction_check",
                    "check_yes_no",
                    "permission",
                    "ask_name");

    /** Social intents that want an answer of their own even beside advice. */
    static final Set<String> DEMANDING =
            Set.of("teachback", "any_questions", "anything_else", "agree_plan", "repeat");

    private static final int LONGEST_TAG = 3;
    private static final Set<String> OPENING = Set.of("greeting", "introduce", "open_story");

    /** The intent of each clause that has one: the best of its hits. */
    List<Hit> winners() {
        var winners = new ArrayList<Hit>();
        for (var hit : hits) {
            if (winners.isEmpty() || winners.getLast().clause() != hit.clause()) {
                winners.add(hit);
            }
        }
        return winners;
    }

    boolean isEmpty() {
        return hits.isEmpty();
    }

    /** Whether it hits nothing but a greeting, an introduction or an opening question. */
    boolean onlyOpens() {
        return hits.stream().allMatch(hit -> OPENING.contains(hit.intent()));
    }

    /** The questions that won their clause, in order, each once. */
    List<String> questions() {
        var questions = new LinkedHashSet<String>();
        for (var hit : winners()) {
            if (hit.kind() == Hit.Kind.ASK) {
                questions.remove(hit.intent());
                questions.add(hit.intent());
            }
        }
        return List.copyOf(questions);
    }

    /** Whether several different questions were put as questions. */
    boolean isCompound() {
        return winners().stream()
                        .filter(hit -> hit.kind() == Hit.Kind.ASK)
                        .filter(hit -> clauses.get(hit.clause()).isQuestion())
                        .map(Hit::intent)
                        .distinct()
                        .count()
                > 1;
    }

    /**
     * The question to answer: the last, unless a shared one that wants an answer comes after it.
     */
    Optional<String> questionToAnswer() {
        var last = lastDemand();
        return last.filter(hit -> hit.kind() == Hit.Kind.ASK).map(Hit::intent);
    }

    /** The last shared intent that wants an answer, where no question comes after it. */
    Optional<String> demand() {
        var last = lastDemand();
        return last.filter(hit -> hit.kind() == Hit.Kind.SOCIAL).map(Hit::intent);
    }

    private Optional<Hit> lastDemand() {
        return winners().stream()
                .filter(hit ->
                        hit.kind() == Hit.Kind.ASK
                                || (hit.kind() == Hit.Kind.SOCIAL
                                        && DEMANDING.contains(hit.intent())))
                .reduce((first, second) -> second);
    }

    /**
     * Whether the learner takes leave, and neither asks nor advises anything in the same clause or
     * after it. A leave that is also a thank-you ("Thank you for coming") is a leave.
     */
    boolean closes() {
        var winners = winners();
        for (int i = winners.size() - 1; i >= 0; i--) {
            var winner = winners.get(i);
            if (winner.kind() != Hit.Kind.SOCIAL || DEMANDING.contains(winner.intent())) {
                return false;
            }
            if (takesLeave(winner.clause())) {
                return !asksAfter(winner.clause());
            }
        }
        return false;
    }

    /** "Goodbye, all right?" asks nothing. */
    private boolean asksAfter(int clause) {
        return winners().stream()
                .filter(winner -> winner.clause() > clause)
                .map(winner -> clauses.get(winner.clause()))
                .anyMatch(later -> later.isQuestion() && later.words().size() > LONGEST_TAG);
    }

    /** Whether the learner asks or advises something, leave or no leave. */
    boolean goesOn() {
        return !closes()
                && (asks() || winners().stream().anyMatch(hit -> hit.kind() != Hit.Kind.SOCIAL));
    }

    private boolean takesLeave(int clause) {
        return hits.stream()
                .anyMatch(hit ->
                        hit.clause() == clause
                                && hit.kind() == Hit.Kind.SOCIAL
                                && hit.intent().equals("close"));
    }

    /** All advice heard, in order, each once. */
    Set<String> tells() {
        var tells = new LinkedHashSet<String>();
        for (var hit : hits) {
            if (hit.kind() == Hit.Kind.TELL) {
                tells.add(hit.intent());
            }
        }
        return tells;
    }

    /** The advice heard in the last clause that holds any, the best match first. */
    List<String> lastTells() {
        int clause = -1;
        for (var hit : hits) {
            if (hit.kind() == Hit.Kind.TELL) {
                clause = hit.clause();
            }
        }
        var last = clause;
        return hits.stream()
                .filter(hit -> hit.kind() == Hit.Kind.TELL && hit.clause() == last)
                .map(Hit::intent)
                .toList();
    }

    /** Whether a shared intent was met, even beside something else. */
    boolean isSocial(String intent) {
        return hits.stream()
                .anyMatch(hit -> hit.kind() == Hit.Kind.SOCIAL && hit.intent().equals(intent));
    }

    /** The last shared intent that is no greeting; the greeting where there is no other. */
    Optional<String> lastSocial() {
        String last = null;
        for (var hit : winners()) {
            if (hit.kind() == Hit.Kind.SOCIAL
                    && (last == null || !hit.intent().equals("greeting"))) {
                last = hit.intent();
            }
        }
        return Optional.ofNullable(last);
    }

    boolean shows(Behaviour behaviour) {
        return observed.stream().anyMatch(one -> one.behaviour() == behaviour);
    }

    List<Observed> all(Behaviour behaviour) {
        return observed.stream().filter(one -> one.behaviour() == behaviour).toList();
    }

    Optional<Observed> first(Behaviour behaviour) {
        return observed.stream().filter(one -> one.behaviour() == behaviour).findFirst();
    }

    int words() {
        return clauses.stream().mapToInt(clause -> clause.words().size()).sum();
    }

    boolean asks() {
        return clauses.stream().anyMatch(Clause::isQuestion);
    }

    /** Whether a clause, or two that follow each other, meets one of the patterns. */
    boolean matches(PhrasePatterns patterns) {
        for (int i = 0; i < clauses.size(); i++) {
            if (patterns.matches(clauses.get(i).words())) {
                return true;
            }
            if (i + 1 < clauses.size()
                    && patterns.matches(
                            NormalisedText.of(
                                    text, clauses.get(i).start(), clauses.get(i + 1).end()))) {
                return true;
            }
        }
        return false;
    }

    /** Whether one of its clauses meets one of the patterns. */
    boolean hasClause(PhrasePatterns patterns) {
        return clauses.stream().anyMatch(clause -> patterns.matches(clause.words()));
    }

    /** Whether it holds one of these words. */
    boolean mentions(Set<String> words) {
        return count(words) > 0;
    }

    /** How many of these words it holds. */
    long count(Set<String> words) {
        return clauses.stream()
                .flatMap(clause -> clause.words().tokens().stream())
                .map(Token::word)
                .filter(words::contains)
                .distinct()
                .count();
    }
}
