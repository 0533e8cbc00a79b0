package com.oetpraxis.ai.card;

import com.oetpraxis.ai.pattern.PhrasePatterns;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Tells whether a card can be played fairly: that it is complete, that everything it names exists,
 * that every hidden fact can be found, and that no line tells a fact nobody asked for.
 *
 * <p>The leak check goes by each fact's key phrases, written by hand, and not by what the card
 * itself claims that a line reveals. Since the patient says nothing but the card's lines, what it
 * allows no line to tell cannot be told in any conversation.
 */
public final class CardChecks {

    private static final int MIN_TASKS = 4;
    private static final int MAX_TASKS = 6;

    private final Set<String> sharedQuestions;

    public CardChecks() {
        try (InputStream in = CardChecks.class.getResourceAsStream("/patient/engine.yaml")) {
            if (in == null) {
                throw new IllegalStateException("patient/engine.yaml is missing");
            }
            this.sharedQuestions =
                    CardReader.tree(in).at("/shared/std_patterns").properties().stream()
                            .map(Map.Entry::getKey)
                            .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What an author should know about a card; empty where nothing is wrong. */
    public List<Finding> check(JsonNode card) {
        var shape = CardShape.findings(card);
        if (!shape.isEmpty()) {
            return shape;
        }
        var check = new Check(CardReader.read(card), card);
        check.references();
        check.reachability();
        check.leaks();
        check.authoring();
        return List.copyOf(check.findings);
    }

    private final class Check {

        private final Card card;
        private final JsonNode source;
        private final List<Finding> findings = new ArrayList<>();
        private final Map<String, PhrasePatterns> keyPhrases = new LinkedHashMap<>();
        private final Map<String, Answer> answers = new LinkedHashMap<>();

        Check(Card card, JsonNode source) {
            this.card = card;
            this.source = source;
            for (var fact : card.hiddenFacts()) {
                keyPhrases.put(fact.id(), PhrasePatterns.of(fact.keyPhrases()));
            }
            card.std().forEach((id, answer) -> answers.put("std." + id, answer));
            card.ask().forEach(ask -> answers.put("ask." + ask.id(), ask.answer()));
        }

        // --- what is named exists ---

        void references() {
            var facts = keyPhrases.keySet();
            var asks = new HashSet<>(sharedQuestions);
            card.ask().forEach(ask -> asks.add(ask.id()));
            var tells = idsOf(card.tell().stream().map(Card.TellIntent::id).toList());
            var cues = idsOf(card.cues().stream().map(Card.Cue::id).toList());
            var questions = idsOf(card.questions().stream().map(Card.PatientQuestion::id).toList());
            for (var id : card.std().keySet()) {
                if (!sharedQuestions.contains(id)) {
                    unknown("std." + id, id);
                }
            }
            answers.forEach((path, answer) -> known(facts, answer.revealed().facts(), path));
            var sources = new HashSet<>(asks);
            sources.addAll(cues);
            card.ask().forEach(ask -> known(sources, ask.follows(), "ask." + ask.id() + ".after"));
            for (var cue : card.cues()) {
                known(facts, cue.facts(), "cues." + cue.id() + ".reveals");
                condition(cue.fire(), "cues." + cue.id() + ".fire", asks, tells, facts);
                condition(cue.skipIf(), "cues." + cue.id() + ".skip_if", asks, tells, facts);
            }
            for (var question : card.questions()) {
                var path = "questions." + question.id();
                condition(question.fire(), path + ".fire", asks, tells, facts);
                condition(question.skipIf(), path + ".skip_if", asks, tells, facts);
            }
            for (var mark : card.fullMarks()) {
                needs(mark.needs(), "full_marks." + mark.id(), asks, tells, facts, cues, questions);
            }
        }

        private void condition(
                @Nullable Condition condition,
                String path,
                Set<String> asks,
                Set<String> tells,
                Set<String> facts) {
            if (condition != null) {
                known(asks, condition.asked(), path);
                known(tells, condition.told(), path);
                known(facts, condition.revealed(), path);
            }
        }

        private void needs(
                Card.Needs needs,
                String path,
                Set<String> asks,
                Set<String> tells,
                Set<String> facts,
                Set<String> cues,
                Set<String> questions) {
            known(asks, needs.asked(), path);
            known(tells, needs.told(), path);
            known(facts, needs.revealed(), path);
            known(questions, needs.answered(), path);
            known(cues, needs.cue(), path);
            known(asks, needs.askedCount() == null ? null : needs.askedCount().of(), path);
            known(tells, needs.toldCount() == null ? null : needs.toldCount().of(), path);
            known(facts, needs.revealedCount() == null ? null : needs.revealedCount().of(), path);
            if (needs.anyOf() != null) {
                for (var alternative : needs.anyOf()) {
                    needs(alternative, path, asks, tells, facts, cues, questions);
                }
            }
        }

        private void known(Set<String> known, @Nullable Collection<String> named, String path) {
            if (named != null) {
                named.stream().filter(id -> !known.contains(id)).forEach(id -> unknown(path, id));
            }
        }

        private void unknown(String path, String id) {
            findings.add(
                    Finding.error(
                            "unknown_reference", path, "names " + id + ", which does not exist"));
        }

        private static Set<String> idsOf(List<String> ids) {
            return Set.copyOf(ids);
        }

        // --- every fact can be found ---

        void reachability() {
            for (var fact : card.hiddenFacts()) {
                boolean found =
                        answers.values().stream().anyMatch(answer -> reveals(answer, fact.id()))
                                || card.cues().stream()
                                        .anyMatch(cue -> cue.facts().contains(fact.id()));
                if (!found) {
                    findings.add(
                            Finding.error(
                                    "unreachable_fact",
                                    "hidden_facts." + fact.id(),
                                    "no question and no cue brings it out"));
                }
            }
        }

        private static boolean reveals(Answer answer, String fact) {
            for (var band : Band.values()) {
                var chosen = answer.lines().choose(band);
                if (answer.factsToldAt(chosen.band()).contains(fact)) {
                    return true;
                }
            }
            return false;
        }

        // --- no line tells what nobody asked for ---

        void leaks() {
            silent("opening_line", card.openingLine(), List.of());
            answers.forEach(this::answer);
            for (var tell : card.tell()) {
                for (var line : tell.lines().all()) {
                    silent("tell." + tell.id() + ".r", line, List.of());
                }
                silent("tell." + tell.id() + ".tb", tell.tb(), List.of());
            }
            for (var cue : card.cues()) {
                var before = orNone(cue.fire().revealed());
                silent("cues." + cue.id() + ".say", cue.say(), before);
                silent("cues." + cue.id() + ".missed", cue.missed(), before);
                var after = new ArrayList<>(before);
                after.addAll(cue.facts());
                silent("cues." + cue.id() + ".reward", cue.reward(), after);
                toldIn("cues." + cue.id() + ".reward", cue.reward(), cue.facts());
            }
            for (var question : card.questions()) {
                var before = orNone(question.fire().revealed());
                var path = "questions." + question.id();
                silent(path + ".ask", question.ask(), before);
                silent(path + ".ok", question.ok(), before);
                silent(path + ".dodge", question.dodge(), before);
            }
            card.fallback().forEach(line -> silent("fallback", line, List.of()));
            for (var band : Band.values()) {
                silent("closing", card.closing().in(band), List.of());
            }
            silent("closing.time_up", card.closing().timeUp(), List.of());
            silent("title", card.title(), List.of());
            silent("candidate_card.complaint", text("/candidate_card/complaint"), List.of());
            silent("candidate_card.role", text("/candidate_card/role"), List.of());
        }

        private String text(String pointer) {
            return source.at(pointer).asString("");
        }

        private void answer(String path, Answer answer) {
            for (var band : Band.values()) {
                var chosen = answer.lines().choose(band);
                var facts = answer.factsToldAt(chosen.band());
                silent(path + ".r", chosen.text(), facts);
                toldIn(path + ".r", chosen.text(), facts);
                for (var id : facts) {
                    var least = card.fact(id).map(Card.HiddenFact::minBand).orElse(null);
                    if (least != null && !band.isAtLeast(least)) {
                        report(
                                Finding.error(
                                        "fact_below_its_band",
                                        path + ".reveals",
                                        "tells " + id + " to a learner it is not yet meant for"));
                    }
                }
            }
            var again = answer.lines().again();
            if (again != null) {
                silent(path + ".r.again", again, List.copyOf(answer.revealed().facts()));
            }
        }

        /** Reports every fact that a line tells and may not. */
        private void silent(String path, String line, Collection<String> allowed) {
            keyPhrases.forEach((fact, phrases) -> {
                if (!allowed.contains(fact) && KeyPhrases.occur(phrases, line)) {
                    report(
                            Finding.error(
                                    "leaked_fact",
                                    path,
                                    "tells " + fact + ", which is not asked for here"));
                }
            });
        }

        /** Reports every fact that counts as told by a line without being in it. */
        private void toldIn(String path, String line, Collection<String> facts) {
            for (var fact : facts) {
                var phrases = keyPhrases.get(fact);
                if (phrases != null && !KeyPhrases.occur(phrases, line)) {
                    report(
                            Finding.warning(
                                    "untold_fact",
                                    path,
                                    "is said to reveal "
                                            + fact
                                            + " but holds none of its key phrases"));
                }
            }
        }

        private void report(Finding finding) {
            if (!findings.contains(finding)) {
                findings.add(finding);
            }
        }

        private static List<String> orNone(@Nullable List<String> names) {
            return names == null ? List.of() : names;
        }

        // --- advice to authors ---

        void authoring() {
            int tasks = source.at("/candidate_card/tasks").size();
            if (tasks < MIN_TASKS || tasks > MAX_TASKS) {
                advise("candidate_card.tasks", "has " + tasks + " tasks; cards have 4 to 6");
            }
            if (card.hiddenFacts().stream().allMatch(fact -> fact.minBand() == null)) {
                advise("hidden_facts", "has no fact that trust must be earned for");
            }
            for (var tell : card.tell()) {
                if (tell.tb().endsWith(".") || Character.isUpperCase(tell.tb().charAt(0))) {
                    advise(
                            "tell." + tell.id() + ".tb",
                            "is no fragment that can follow \"I should\"");
                }
            }
        }

        private void advise(String path, String message) {
            findings.add(Finding.warning("authoring", path, message));
        }
    }
}
