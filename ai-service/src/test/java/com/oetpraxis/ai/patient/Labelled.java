package com.oetpraxis.ai.patient;

import com.oetpraxis.ai.card.Card;
import com.oetpraxis.ai.card.Cards;
import com.oetpraxis.ai.meaning.SentenceVectors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A learner's utterance and what the patient should understand of it.
 *
 * @param after what the patient spoke of last; empty where it does not matter
 * @param wanted groups of intents: of each group one must be understood; empty where nothing on the
 *     card is meant
 */
public record Labelled(String card, String after, String text, List<Set<String>> wanted) {

    /** In the middle of the talk, when a leave is heard too. */
    private static final int LEARNERS_TURN = 6;

    private static final Map<String, Card> CARDS = new ConcurrentHashMap<>();

    /** What a label is about: the kind of its first intent. */
    enum Kind {
        ASK,
        TELL,
        SOCIAL,
        NONE
    }

    /** An engine that has read a card's examples before the first turn is heard. */
    public static PatientEngine engine(SentenceVectors vectors) {
        return PatientEngine.load(() -> Optional.of(vectors), Runnable::run);
    }

    /** The utterances of a file below {@code /patient}, in its order. */
    public static List<Labelled> of(String file) {
        try (var in = Labelled.class.getResourceAsStream("/patient/" + file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(line -> line.split("\\|", -1))
                    .map(cells ->
                            new Labelled(
                                    cells[0].strip(),
                                    cells[1].strip(),
                                    cells[2].strip(),
                                    wanted(cells[3].strip())))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Set<String>> wanted(String label) {
        if (label.equals("-")) {
            return List.of();
        }
        var groups = new ArrayList<Set<String>>();
        for (var group : label.split(",", -1)) {
            groups.add(new LinkedHashSet<>(List.of(group.strip().split("/", -1))));
        }
        return List.copyOf(groups);
    }

    Script script(PatientEngine engine) {
        return engine.script(CARDS.computeIfAbsent(card, Cards::read));
    }

    /**
     * What the patient understands of a text, said in place of this one.
     *
     * @param vectors whether nearness in meaning counts
     */
    Understanding heard(PatientEngine engine, String said, boolean vectors) {
        var script = script(engine);
        var after = this.after.isEmpty() ? Set.<String>of() : Set.of(this.after);
        var clauses = engine.splitter().split(said);
        var hits = engine.matcher().match(script, clauses, after, LEARNERS_TURN);
        if (vectors) {
            var likeness = engine.likeness(script.card()).orElseThrow();
            hits =
                    engine.matcher()
                            .weigh(script, said, clauses, after, hits, LEARNERS_TURN, likeness);
        }
        return new Understanding(2 * LEARNERS_TURN - 1, said, clauses, hits, List.of(), false);
    }

    Kind kind(PatientEngine engine) {
        if (wanted.isEmpty()) {
            return Kind.NONE;
        }
        var first = wanted.getFirst().iterator().next();
        var script = script(engine);
        if (script.ask(first).isPresent()) {
            return Kind.ASK;
        }
        return script.tell(first).isPresent() ? Kind.TELL : Kind.SOCIAL;
    }

    /** Names an intent that neither the card nor the shared list has; empty if all are known. */
    Set<String> unknown(PatientEngine engine) {
        var unknown = new LinkedHashSet<String>();
        var script = script(engine);
        for (var group : wanted) {
            for (var intent : group) {
                if (script.ask(intent).isEmpty()
                        && script.tell(intent).isEmpty()
                        && engine.matcher().social(intent).isEmpty()) {
                    unknown.add(intent);
                }
            }
        }
        return unknown;
    }

    /** Whether the patient understands it when it is said in these words. */
    public boolean isUnderstood(PatientEngine engine, String said) {
        return isUnderstoodBy(heard(engine, said, true));
    }

    /**
     * Whether the patient understood: each wanted intent is among the questions, the advice or the
     * shared intents it acts on, and the question it answers is a wanted one. Where nothing is
     * wanted, nothing may be understood.
     */
    boolean isUnderstoodBy(Understanding heard) {
        var answered = heard.questionToAnswer();
        if (wanted.isEmpty()) {
            return heard.isEmpty();
        }
        var understood = new LinkedHashSet<>(heard.questions());
        understood.addAll(heard.tells());
        heard.winners().forEach(hit -> understood.add(hit.intent()));
        return wanted.stream().allMatch(group -> group.stream().anyMatch(understood::contains))
                && (answered.isEmpty()
                        || wanted.stream().anyMatch(group -> group.contains(answered.get())));
    }
}
