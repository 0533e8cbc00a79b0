package com.oetpraxis.ai.patient;

import static org.assertj.core.api.Assertions.assertThat;

import com.oetpraxis.ai.card.Cards;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class EmotionTest {

    private static final PatientEngine ENGINE = PatientEngine.load();

    /** Every step; a dash is none. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
                    CAUSE             | CALM      | ANXIOUS | UPSET     | DEFENSIVE | REASSURED
                    HURT              | UPSET     | UPSET   | DEFENSIVE | -         | UPSET
                    INTERRUPTED       | ANXIOUS   | UPSET   | DEFENSIVE | -         | CALM
                    PUT_OFF           | ANXIOUS   | UPSET   | DEFENSIVE | -         | ANXIOUS
                    FALSELY_COMFORTED | ANXIOUS   | -       | DEFENSIVE | -         | ANXIOUS
                    OVERHEARD         | ANXIOUS   | UPSET   | -         | -         | CALM
                    NOTICED           | REASSURED | CALM    | CALM      | UPSET     | -
                    COMFORTED         | REASSURED | CALM    | CALM      | UPSET     | -
                    INFORMED          | REASSURED | CALM    | -         | -         | -
                    """)
    void movesByWhatTheLearnerDoes(
            Emotion.Cause cause,
            String calm,
            String anxious,
            String upset,
            String defensive,
            String reassured) {
        assertThat(Emotion.CALM.after(cause)).isEqualTo(step(Emotion.CALM, calm));
        assertThat(Emotion.ANXIOUS.after(cause)).isEqualTo(step(Emotion.ANXIOUS, anxious));
        assertThat(Emotion.UPSET.after(cause)).isEqualTo(step(Emotion.UPSET, upset));
        assertThat(Emotion.DEFENSIVE.after(cause)).isEqualTo(step(Emotion.DEFENSIVE, defensive));
        assertThat(Emotion.REASSURED.after(cause)).isEqualTo(step(Emotion.REASSURED, reassured));
    }

    private static Emotion step(Emotion from, String to) {
        return to.equals("-") ? from : Emotion.valueOf(to);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    frightened, covering it with humour                 | ANXIOUS
                    shaken, guilty, tearful underneath                  | ANXIOUS
                    embarrassed and fed up, expecting to be told off    | UPSET
                    angry, then guilty and tired                        | DEFENSIVE
                    impatient, mildly irritated                         | DEFENSIVE
                    relaxed                                             | CALM
                                                                        | CALM
                    """)
    void beginsAsTheCardSays(String emotionalState, Emotion emotion) {
        assertThat(Emotion.named(emotionalState)).isEqualTo(emotion);
    }

    @Test
    void softensWhenHeardAndHardensWhenDismissed() {
        var angry = new Dialogue(ENGINE, "nur-02-ward-fall");
        angry.say("Hello, I'm Ana, the nurse in charge.");
        angry.say(
                "I can see how upsetting that must have been, I'm so sorry that you were not told.");

        assertThat(angry.record().emotion()).isEqualTo(Emotion.UPSET);
        assertThat(angry.record().emotions())
                .containsExactly(
                        new EmotionMove(
                                3, Emotion.DEFENSIVE, Emotion.UPSET, Emotion.Cause.COMFORTED));

        angry.say("Calm down, it's nothing.");

        assertThat(angry.record().emotion()).isEqualTo(Emotion.DEFENSIVE);
    }

    static Stream<String> codes() {
        return Cards.codes().stream();
    }

    /** Each change is a step of the machine, one a turn, from where the last one led. */
    @ParameterizedTest
    @MethodSource("codes")
    void makesNoStepThatDoesNotExist(String code) {
        var card = Cards.read(code);
        int changes = 0;
        for (int seed = 0; seed < 30; seed++) {
            var conversation = ENGINE.open(card, List.of());
            var random = new Random(seed);
            var talk = new RandomTalk(ENGINE, card);
            for (int turn = 1; turn < 40 && !conversation.isClosed(); turn += 2) {
                var reply =
                        conversation.hear(
                                PlayedTurn.learner(
                                        turn, talk.line(random), random.nextInt(8) == 0));
                conversation.follow(PlayedTurn.patient(turn + 1, reply.text(), false));
            }
            var feeling = Emotion.named(card.persona().emotionalState());
            int last = 0;
            var record = conversation.state();
            for (var move : record.emotions()) {
                assertThat(move.turn()).isGreaterThan(last);
                assertThat(move.from()).isEqualTo(feeling);
                assertThat(move.to()).isEqualTo(feeling.after(move.cause())).isNotEqualTo(feeling);
                last = move.turn();
                feeling = move.to();
                changes++;
            }
            assertThat(record.emotion()).isEqualTo(feeling);
        }

        assertThat(changes).isGreaterThan(30);
    }
}
