package com.oetpraxis.ai.patient;

import static org.assertj.core.api.Assertions.assertThat;

import com.oetpraxis.ai.card.Band;
import com.oetpraxis.ai.card.Card;
import com.oetpraxis.ai.card.Cards;
import com.oetpraxis.ai.card.KeyPhrases;
import com.oetpraxis.ai.pattern.PhrasePatterns;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Plays random dialogues and listens for hidden facts by their key phrases alone. What counts as
 * asked for is worked out here from the card's {@code reveals}, not taken from the patient's
 * record.
 */
class LeakTest {

    /** Dialogues per card; twelve cards play 2,004. {@code -Dpraxis.dialogues=} plays more. */
    private static final int DIALOGUES = Integer.getInteger("praxis.dialogues", 167);

    private static final PatientEngine ENGINE = PatientEngine.load();

    private static final List<String> SMALL_TALK =
            List.of(
                    "Good morning, my name is Ana and I'm one of the nurses.",
                    "Hello.",
                    "What brings you in today?",
                    "Tell me more about that.",
                    "Go on.",
                    "I see.",
                    "I'm so sorry to hear that, that must be very hard for you.",
                    "I can see this is frightening, your family and your age must be on your mind.",
                    "What worries you most?",
                    "What do you think is causing it?",
                    "What were you hoping we could do for you?",
                    "How do you feel about that?",
                    "Does that make sense?",
                    "Can you tell me in your own words what you'll do?",
                    "Do you have any questions?",
                    "Is there anything else you'd like to mention?",
                    "Could you repeat that?",
                    "What do you mean?",
                    "What happened?",
                    "Calm down, it's nothing.",
                    "You should have come earlier, this is irresponsible.",
                    "You'll be fine, I promise you.",
                    "Don't worry.",
                    "The pathophysiology is refractory.",
                    "So you've told me everything, is that right?",
                    "Thank you for telling me.",
                    "Are you happy with that plan?",
                    "The weather in Lisbon was lovely.",
                    "",
                    "Goodbye, take care.");

    static List<String> codes() {
        return Cards.codes();
    }

    @ParameterizedTest
    @MethodSource("codes")
    void tellsNoFactThatWasNotAskedFor(String code) {
        var card = Cards.read(code);
        var listener = new Listener(card);
        var leaks = new ArrayList<String>();
        for (int seed = 0; seed < DIALOGUES; seed++) {
            listener.play(seed, leaks);
        }

        assertThat(leaks).isEmpty();
        assertThat(listener.toldAtAll).as("facts that came out at all").hasSizeGreaterThan(3);
    }

    private static final class Listener {

        private final Card card;
        private final Map<String, PhrasePatterns> phrases = new LinkedHashMap<>();
        private final List<String> lines = new ArrayList<>(SMALL_TALK);
        private final Set<String> toldAtAll = new HashSet<>();

        Listener(Card card) {
            this.card = card;
            for (var fact : card.hiddenFacts()) {
                phrases.put(fact.id(), PhrasePatterns.of(fact.keyPhrases()));
            }
            ENGINE.data().shared().stdPatterns().values().forEach(p -> addSentences(p, true));
            card.ask().forEach(ask -> addSentences(ask.p(), true));
            card.tell().forEach(tell -> addSentences(tell.p(), false));
            card.cues().forEach(cue -> addSentences(cue.pickedUpBy(), true));
            card.questions().forEach(question -> addSentences(question.good(), false));
            card.questions().forEach(question -> addSentences(question.bad(), false));
        }

        private void addSentences(List<String> patterns, boolean question) {
            for (var pattern : patterns) {
                lines.add(Sentences.meeting(pattern, question, new Random(pattern.hashCode())));
            }
        }

        void play(int seed, List<String> leaks) {
            var random = new Random(seed * 31L + card.id().hashCode());
            var conversation = ENGINE.open(card, List.of());
            var askedFor = new HashSet<String>();
            var told = new HashSet<String>();
            var turn = 1;
            if (random.nextInt(4) == 0) {
                listen(conversation.silence(1, turn++), askedFor, told, seed, leaks);
            }
            int length = 5 + random.nextInt(16);
            for (int i = 0; i < length && !conversation.isClosed(); i++) {
                var text = line(random);
                var reply =
                        conversation.hear(PlayedTurn.learner(turn, text, random.nextInt(12) == 0));
                var state = conversation.state();
                assertThat(state.rapport()).isBetween(0, 100);
                addAskedFor(state, turn, askedFor);
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

        private String line(Random random) {
            var text = lines.get(random.nextInt(lines.size()));
            while (random.nextInt(3) == 0) {
                text += " " + lines.get(random.nextInt(lines.size()));
            }
            return random.nextInt(5) == 0 ? text.replaceAll("[.?!,]", "") : text;
        }

        /** What the intents and cues of a turn entitle the learner to, by the card's reveals. */
        private void addAskedFor(PatientRecord record, int turn, Set<String> askedFor) {
            for (var event : record.events()) {
                if (event.turn() != turn) {
                    continue;
                }
                switch (event.kind()) {
                    case ASKED -> askedFor.addAll(namedBy(event.subject(), record.band()));
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
