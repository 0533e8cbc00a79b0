package com.oetpraxis.ai.patient;

import static org.assertj.core.api.Assertions.assertThat;

import com.oetpraxis.ai.card.Card;
import com.oetpraxis.ai.card.Cards;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever has earned the patient's trust and asks gets to know every hidden fact. */
class ReachabilityTest {

    private static final PatientEngine ENGINE = PatientEngine.load();

    private static final List<String> KINDNESS =
            List.of(
                    "Good morning, my name is Ana and I'm one of the nurses. May I ask you some questions?",
                    "Thank you for coming. Is that all right?",
                    "Thank you for telling me. Do you mind if I sit down?",
                    "I can see this is hard for you. What should I call you?",
                    "To summarise, you have told me a lot.");

    static Stream<Arguments> facts() {
        return Cards.codes().stream()
                .flatMap(code ->
                        Cards.read(code).hiddenFacts().stream()
                                .map(fact -> Arguments.of(code, fact.id())));
    }

    @ParameterizedTest
    @MethodSource("facts")
    void canBeFound(String code, String fact) {
        var card = Cards.read(code);

        assertThat(waysTo(card, fact)).anyMatch(way -> isRevealed(code, way, fact));
    }

    private static boolean isRevealed(String code, List<String> way, String fact) {
        return new Dialogue(ENGINE, code)
                .sayAll(KINDNESS)
                .sayAll(way)
                .record()
                .revealed()
                .contains(fact);
    }

    private static Stream<List<String>> waysTo(Card card, String fact) {
        var shared = ENGINE.data().shared().stdPatterns();
        var own =
                card.ask().stream()
                        .filter(ask -> ask.answer().revealed().facts().contains(fact))
                        .flatMap(ask -> asking(ask.p()).stream());
        var std =
                card.std().entrySet().stream()
                        .filter(entry -> entry.getValue().revealed().facts().contains(fact))
                        .flatMap(entry ->
                                asking(shared.getOrDefault(entry.getKey(), List.of())).stream());
        return Stream.concat(own, std).map(List::of);
    }

    private static List<String> asking(List<String> patterns) {
        var questions = new ArrayList<String>();
        for (var pattern : patterns) {
            for (int seed = 0; seed < 6; seed++) {
                questions.add(Sentences.meeting(pattern, true, new Random(seed)));
            }
        }
        return questions;
    }
}
