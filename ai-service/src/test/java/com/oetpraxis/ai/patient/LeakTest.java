package com.oetpraxis.ai.patient;

import static org.assertj.core.api.Assertions.assertThat;

import com.oetpraxis.ai.card.Band;
import com.oetpraxis.ai.card.Card;
import com.oetpraxis.ai.card.Cards;
import com.oetpraxis.ai.card.KeyPhrases;
import com.oetpraxis.ai.pattern.PhrasePatterns;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Plays random dialogues and listens for hidden facts by their key phrases alone. What counts as
 * asked for is worked out here from the card's {@code reveals}, not taken from the patient's
 * record.
 */
class LeakTest {

    /** Dialogues per card; twelve cards play 10,008. {@code -Dpraxis.dialogues=} plays more. */
    private static final int DIALOGUES = Integer.getInteger("praxis.dialogues", 834);

    /** A question that reveals something must be as near as this where no pattern found it. */
    private static final double NEAR = 0.45;

    private static final PatientEngine ENGINE = PatientEngine.load();

    /** Takes every sentence for any other: a model that could not be worse. */
    private static final PatientEngine MISLED =
            PatientEngine.load(() -> Optional.of(LeakTest::anywhere), Runnable::run);

    private static float[] anywhere(String text) {
        var random = new Random(text.hashCode());
        var vector = new float[3];
        double length = 0;
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) random.nextGaussian();
            length += vector[i] * vector[i];
        }
        for (int i = 0; i < vector.length; i++) {
            vector[i] /= (float) Math.sqrt(length);
        }
        return vector;
    }

    static List<String> codes() {
        return Cards.codes();
    }

    @ParameterizedTest
    @MethodSource("codes")
    void tellsNoFactThatWasNotAskedFor(String code) {
        var card = Cards.read(code);
        var listener = new Listener(card);
        var leaks = Collections.synchronizedList(new ArrayList<String>());
        IntStream.range(0, DIALOGUES)
                .parallel()
                .forEach(seed -> listener.play(seed % 4 == 0 ? MISLED : ENGINE, seed, leaks));

        assertThat(leaks).isEmpty();
        assertThat(listener.byVector.sum()).as("misled hits").isGreaterThan(DIALOGUES);
        assertThat(listener.toldAtAll).as("facts that came out at all").hasSizeGreaterThan(3);
    }

    private static final class Listener {

        private final Card card;
        private final Map<String, PhrasePatterns> phrases = new LinkedHashMap<>();
        private final RandomTalk talk;
        private final Set<String> toldAtAll = ConcurrentHashMap.newKeySet();
        private final LongAdder byVector = new LongAdder();

        Listener(Card card) {
            this.card = card;
            for (var fact : card.hiddenFacts()) {
                phrases.put(fact.id(), PhrasePatterns.of(fact.keyPhrases()));
            }
            this.talk = new RandomTalk(ENGINE, card);
        }

        void play(PatientEngine engine, int seed, List<String> leaks) {
            var random = new Random(seed * 31L + card.id().hashCode());
            var conversation = engine.open(card, List.of());
            var askedFor = new HashSet<String>();
            var told = new HashSet<String>();
            var turn = 1;
            if (random.nextInt(4) == 0) {
                listen(conversation.silence(1, turn++), askedFor, told, seed, leaks);
            }
            int length = 5 + random.nextInt(16);
            for (int i = 0; i < length && !conversation.isClosed(); i++) {
                var text = talk.line(random);
                var reply =
                        conversation.hear(PlayedTurn.learner(turn, text, random.nextInt(12) == 0));
                var state = conversation.state();
                assertThat(state.rapport()).isBetween(0, 100);
                addAskedFor(state, turn, hits(reply), askedFor);
                listen(reply, askedFor, told, seed, leaks);
                var heard = reply.text();
                if (random.nextInt(15) == 0) {
                    heard = heard.substring(0, heard.length() / 2);
                    conversation.cutShort(heard);
                } else {
                    conversation.follow(PlayedTurn.patient(turn + 1, heard, false));
                }
                turn += 2;
                if (random.nextInt(15) == 0) {
                    listen(
                            conversation.silence(1 + random.nextInt(2), turn++),
                            askedFor,
                            told,
                            seed,
                            leaks);
                }
            }
            if (!conversation.isClosed()) {
                listen(conversation.timeUp(turn), askedFor, told, seed, leaks);
            }
        }

        private List<Hit> hits(PatientReply reply) {
            var hits = Objects.requireNonNull(reply.matched()).hits();
            byVector.add(hits.stream().filter(hit -> hit.by() == Hit.By.VECTOR).count());
            return hits;
        }

        private static boolean wasMeant(String intent, List<Hit> hits) {
            var own = hits.stream().filter(hit -> hit.intent().equals(intent)).toList();
            return own.isEmpty() // asked for a second time, the story goes on
                    || own.stream()
                            .anyMatch(hit -> hit.by() == Hit.By.PATTERN || hit.score() >= NEAR);
        }

        /** What the intents and cues of a turn entitle the learner to, by the card's reveals. */
        private void addAskedFor(
                PatientRecord record, int turn, List<Hit> hits, Set<String> askedFor) {
            for (var event : record.events()) {
                if (event.turn() != turn) {
                    continue;
                }
                switch (event.kind()) {
                    case ASKED -> {
                        if (wasMeant(event.subject(), hits)) {
                            askedFor.addAll(namedBy(event.subject(), record.band()));
                        }
                    }
                    case CUE_PICKED_UP, CUE_PICKED_UP_LATE ->
                            card.cues().stream()
                                    .filter(cue -> cue.id().equals(event.subject()))
                                    .forEach(cue -> askedFor.addAll(cue.facts()));
                    default -> {}
                }
            }
        }

        private Set<String> namedBy(String intent, Band band) {
            var own = card.std().get(intent);
            var answer =
                    own != null
                            ? own
                            : card.ask().stream()
                                    .filter(ask -> ask.id().equals(intent))
                                    .map(Card.AskIntent::answer)
                                    .findFirst()
                                    .orElse(null);
            if (answer == null) {
                return Set.of();
            }
            var reveals = answer.revealed();
            if (!reveals.byBand().isEmpty()) {
                return new HashSet<>(reveals.at(band));
            }
            var least =
                    answer.minBand() != null
                            ? answer.minBand()
                            : answer.lines().guarded() == null ? Band.GUARDED : Band.NEUTRAL;
            return band.isAtLeast(least) ? new HashSet<>(reveals.always()) : Set.of();
        }

        private void listen(
                PatientReply reply,
                Set<String> askedFor,
                Set<String> told,
                int seed,
                List<String> leaks) {
            phrases.forEach((fact, patterns) -> {
                if (KeyPhrases.occur(patterns, reply.text())) {
                    toldAtAll.add(fact);
                    if (!askedFor.contains(fact) && !told.contains(fact)) {
                        leaks.add(fact + " (seed " + seed + "): " + reply.text());
                    }
                    told.add(fact);
                }
            });
        }
    }
}
