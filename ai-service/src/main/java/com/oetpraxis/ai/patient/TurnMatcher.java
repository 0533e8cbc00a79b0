package com.oetpraxis.ai.patient;

import com.oetpraxis.ai.pattern.Clause;
import com.oetpraxis.ai.pattern.PhrasePatterns;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the intents of a turn's clauses by their patterns. */
final class TurnMatcher {

    /** What a follow-up question is worth where the patient has just given cause for it. */
    private static final double FOLLOW_UP = 2;

    /** A score that nothing else in the clause comes to, nor changes. */
    static final double CERTAIN = 100;

    private final List<Script.Social> social;
    private final PhrasePatterns invitations;
    private final PhrasePatterns offers;
    private final PhrasePatterns checks;

    TurnMatcher(EngineData.Shared shared) {
        this.social =
                shared.social().stream()
                        .map(intent -> new Script.Social(intent, intent.patterns()))
                        .toList();
        this.invitations = PhrasePatterns.of(shared.invitations());
        this.offers = PhrasePatterns.of(shared.offers());
        this.checks = PhrasePatterns.of(shared.checks());
    }

    /**
     * The hits of a turn, in the order of its clauses, the best of each clause first.
     *
     * @param lastSources intents and cues the patient's last line came from
     * @param learnerTurn number of the learner's turn among the learner's own, from 1
     */
    List<Hit> match(Script script, List<Clause> clauses, Set<String> lastSources, int learnerTurn) {
        boolean asks = clauses.stream().anyMatch(Clause::isQuestion);
        var hits = new ArrayList<Hit>();
        for (int i = 0; i < clauses.size(); i++) {
            var clause = clauses.get(i);
            var found = new ArrayList<Hit>();
            addSocial(clause, i, learnerTurn, found);
            if (clause.isQuestion() && checks.matches(clause.words())) {
                hits.add(hit(i, Hit.Kind.SOCIAL, "teachback", CERTAIN));
                continue;
            }
            if (clause.isQuestion() || (!asks && invitations.matches(clause.words()))) {
                bestAsk(script, clause, i, lastSources).ifPresent(found::add);
            }
            if (!clause.isQuestion() || offers.matches(clause.words())) {
                addTells(script, clause, i, found);
            }
            found.sort(Comparator.comparingDouble(Hit::score).reversed());
            hits.addAll(found);
        }
        return List.copyOf(hits);
    }

    /**
     * What the patterns found, weighed against what the words are near to in meaning. A turn of one
     * statement may be a question of which a recogniser has lost the beginning ("This he eat many
     * sweets."): the question its words would match is weighed too.
     *
     * @param learnerTurn as {@link #match} takes it
     */
    List<Hit> weigh(
            Script script,
            String turn,
            List<Clause> clauses,
            Set<String> lastSources,
            List<Hit> byPattern,
            int learnerTurn,
            Likeness likeness) {
        var found = new ArrayList<>(byPattern);
        if (clauses.size() == 1
                && byPattern.stream().noneMatch(hit -> hit.kind() == Hit.Kind.ASK)) {
            bestAsk(script, clauses.getFirst(), 0, lastSources).ifPresent(found::add);
        }
        return new Weighing(
                        script, turn, clauses, lastSources, offers, tooEarly(learnerTurn), likeness)
                .weigh(found);
    }

    private Set<String> tooEarly(int learnerTurn) {
        return social.stream()
                .map(Script.Social::intent)
                .filter(intent -> learnerTurn < intent.minTurn())
                .map(EngineData.SocialIntent::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The shared intent of this id. */
    Optional<EngineData.SocialIntent> social(String id) {
        return social.stream()
                .map(Script.Social::intent)
                .filter(intent -> intent.id().equals(id))
                .findFirst();
    }

    private void addSocial(Clause clause, int index, int learnerTurn, List<Hit> found) {
        for (var intent : social) {
            if (learnerTurn < intent.intent().minTurn()) {
                continue;
            }
            intent.patterns()
                    .best(clause.words())
                    .ifPresent(match ->
                            found.add(
                                    hit(
                                            index,
                                            Hit.Kind.SOCIAL,
                                            intent.intent().id(),
                                            match.terms() + intent.intent().prio())));
        }
    }

    private static Optional<Hit> bestAsk(
            Script script, Clause clause, int index, Set<String> lastSources) {
        Optional<Hit> best = Optional.empty();
        for (var ask : script.asks()) {
            boolean follows = !ask.after().isEmpty();
            if (follows && ask.after().stream().noneMatch(lastSources::contains)) {
                continue;
            }
            var match = ask.patterns().best(clause.words());
            if (match.isEmpty()) {
                continue;
            }
            double score = match.get().terms() + ask.bonus() + (follows ? FOLLOW_UP : 0);
            if (best.isEmpty() || score > best.get().score()) {
                best = Optional.of(hit(index, Hit.Kind.ASK, ask.id(), score));
            }
        }
        return best;
    }

    private static void addTells(Script script, Clause clause, int index, List<Hit> found) {
        for (var tell : script.tells()) {
            tell.patterns()
                    .best(clause.words())
                    .ifPresent(match ->
                            found.add(
                                    hit(
                                            index,
                                            Hit.Kind.TELL,
                                            tell.intent().id(),
                                            match.terms() + tell.bonus())));
        }
    }

    private static Hit hit(int clause, Hit.Kind kind, String intent, double score) {
        return new Hit(clause, kind, intent, Hit.By.PATTERN, score);
    }
}
