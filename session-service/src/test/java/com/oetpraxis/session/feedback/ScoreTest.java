package com.oetpraxis.session.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.oetpraxis.session.Scores;
import com.oetpraxis.session.transcript.Speaker;
import com.oetpraxis.session.transcript.Transcript;
import com.oetpraxis.session.transcript.Turn;
import com.oetpraxis.session.transcript.TurnSource;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScoreTest {

    private static final Transcript TRANSCRIPT =
            new Transcript(
                    List.of(
                            turn(1, Speaker.LEARNER, "Good  morning, I am Amara."),
                            turn(2, Speaker.PATIENT, "It hurts."),
                            turn(3, Speaker.LEARNER, "tell me more.")));

    @Test
    void computesTheOverallItself() {
        assertThat(score(Scores.with("99")).overall()).isEqualTo(71);
        assertThat(new Categories(90, 80, 70, 60, 50, 40).overall()).hasValue(64);
        assertThat(Categories.NONE.overall()).isEmpty();
    }

    @Test
    void roundsHalvesUp() {
        assertThat(new Categories(null, 70, 71, null, null, null).overall()).hasValue(71);
    }

    @Test
    void removesQuotesThatNobodySaid() {
        var score = score(Scores.typical());

        assertThat(score.strengths().getFirst().examples()).hasSize(1);
        assertThat(score.strengths().get(1).examples()).isEmpty();
        assertThat(score.improvements().getFirst().quote()).isEqualTo("Tell me");
        assertThat(score.improvements().get(1).quote()).isNull();
        assertThat(score.improvements().get(1).turn()).isNull();
        assertThat(score.quotesRemoved()).isEqualTo(3);
    }

    @Test
    void givesThePatientsWordsNoCredit() {
        var evidence = score(Scores.typical()).members().path("evidence");

        assertThat(evidence).hasSize(2);
        assertThat(evidence.get(0).path("criterion").asString()).isEqualTo("relationship");
        assertThat(evidence.get(1).path("effect").asString()).isEqualTo("deduction");
    }

    @Test
    void keepsOrderAndDecimalsOfTheScorer() {
        assertThat(Score.VERBATIM.writeValueAsString(score(Scores.typical()).members()))
                .startsWith("{\"criteria\":{\"intelligibility\":null,\"fluency\":4.50,");
    }

    @Test
    void takesNoAnswerThatBreaksTheContract() {
        var good = Scores.typical();
        unusable("not json");
        unusable("{}");
        unusable(good.replace("\"grammar\":80", "\"grammar\":101"));
        unusable(good.replace("\"grammar\":80", "\"grammar\":80.5"));
        unusable(good.replace("\"grammar\":80,", ""));
        unusable(good.replace("\"summary\":\"A warm start.\",", ""));
        unusable(
                good.replaceAll(
                        "(?s)\"strengths\":\\[.*?\\],\\s*\"improve", "\"strengths\":[],\"improve"));
        unusable(
                good.replace("\"grammar\":80", "\"grammar\":null")
                        .replace("\"vocabulary\":70", "\"vocabulary\":null")
                        .replace("\"clinicalCommunication\":75", "\"clinicalCommunication\":null")
                        .replace("\"empathy\":65", "\"empathy\":null")
                        .replace("\"patientEducation\":66", "\"patientEducation\":null"));
    }

    private static void unusable(String answer) {
        assertThatExceptionOfType(UnusableScoreException.class).isThrownBy(() -> score(answer));
    }

    private static Score score(String answer) {
        return Score.of(answer.getBytes(StandardCharsets.UTF_8), TRANSCRIPT);
    }

    private static Turn turn(int number, Speaker speaker, String text) {
        return new Turn(
                number,
                speaker,
                TurnSource.TYPED,
                text,
                null,
                null,
                false,
                0,
                0,
                null,
                List.of(),
                0,
                null,
                null,
                null,
                null);
    }
}
