package com.oetpraxis.session.transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class TranscriptTest {

    private static final AssessmentThresholds THRESHOLDS =
            new AssessmentThresholds(50, Duration.ofMinutes(2), 3);

    @Test
    void countsTheLearnersWordsOnly() {
        var transcript =
                new Transcript(
                        List.of(
                                turn(1, Speaker.LEARNER, "Well - it's two  words, no: five!"),
                                turn(2, Speaker.PATIENT, "These do not count.")));

        assertThat(transcript.learnerWords()).isEqualTo(6);
    }

    @Test
    void countsAnsweredTurnsAsExchanges() {
        var transcript =
                new Transcript(
                        List.of(
                                turn(1, Speaker.PATIENT, "Hello?"),
                                turn(2, Speaker.LEARNER, "a"),
                                turn(3, Speaker.LEARNER, "b"),
                                turn(4, Speaker.PATIENT, "c"),
                                turn(5, Speaker.LEARNER, "d")));

        assertThat(transcript.exchanges()).isEqualTo(1);
    }

    @Test
    void callsALineCutShortOnlyWhereLessWasHeardThanWasMeant() {
        assertThat(spoken("It started on Monday.", null).isCutShort()).isFalse();
        assertThat(spoken("It started on Monday.", "It started on Monday.").isCutShort()).isFalse();
        assertThat(spoken("It started on Monday.", "It started").isCutShort()).isTrue();
        assertThat(spoken("It started on Monday.", "").isCutShort()).isTrue();
    }

    @Test
    void needsFiftyWordsAndThreeExchanges() {
        assertThat(THRESHOLDS.met(talk(50, 3, TurnSource.TYPED), 10)).isTrue();
        assertThat(THRESHOLDS.met(talk(49, 3, TurnSource.TYPED), 600)).isFalse();
        assertThat(THRESHOLDS.met(talk(80, 2, TurnSource.TYPED), 600)).isFalse();
    }

    @Test
    void needsTwoMinutesOnlyWhereTheLearnerSpoke() {
        assertThat(THRESHOLDS.met(talk(60, 4, TurnSource.AUDIO), 119)).isFalse();
        assertThat(THRESHOLDS.met(talk(60, 4, TurnSource.AUDIO), 120)).isTrue();
    }

    @Test
    void weighsTheSoundByLength() {
        var transcript =
                new Transcript(
                        List.of(
                                spoken(1, 0, 3_000, new AudioQuality(20.0, 0.0, -20.0)),
                                spoken(2, 3_000, 4_000, new AudioQuality(12.0, 0.04, -30.0))));

        var sound = transcript.audioQuality();
        assertThat(sound).isNotNull();
        assertThat(sound.snrDb()).isCloseTo(18.0, within(1e-9));
        assertThat(sound.clippedRatio()).isCloseTo(0.01, within(1e-9));
        assertThat(new Transcript(List.of(turn(1, Speaker.LEARNER, "Hi"))).audioQuality()).isNull();
    }

    @Test
    void judgesCleanSoundAtNineteenDecibelsAsSevenTenths() {
        assertThat(new AudioQuality(19.0, 0.0, null).value()).isCloseTo(0.7, within(1e-9));
        assertThat(new AudioQuality(30.0, 0.01, null).value()).isCloseTo(0.5, within(1e-9));
        assertThat(new AudioQuality(null, 0.0, null).value()).isNull();
    }

    @Test
    void becomesAGoldenTranscriptWithTheStreamsNumbers() {
        var interrupted =
                new Turn(
                        2,
                        Speaker.PATIENT,
                        TurnSource.TYPED,
                        "It hurts, and then it",
                        "It hurts, and then it",
                        "It hurts,",
                        false,
                        1_500,
                        2_000,
                        null,
                        List.of(),
                        3,
                        JsonMapper.shared().readTree("{\"turn\":1,\"hits\":[]}"),
                        null,
                        null,
                        null);
        var golden =
                GoldenTranscript.of(
                        UUID.fromString("01890000-0000-7000-8000-000000000001"),
                        "nur-01-leg-ulcer",
                        "A leg ulcer",
                        42,
                        new Transcript(List.of(turn(1, Speaker.LEARNER, "Hello."), interrupted)));

        assertThat(JsonMapper.shared().writeValueAsString(golden))
                .isEqualTo(
                        """
                        {"format":"oet-golden/1","id":"01890000-0000-7000-8000-000000000001",\
                        "scenario_id":"nur-01-leg-ulcer","synthetic":false,"title":"A leg ulcer",\
                        "recogniser":"generic","spoken":false,"duration_s":42.0,"turns":[\
                        {"i":1,"speaker":"candidate","start":1.0,"end":1.5,"text":"Hello."},\
                        {"i":2,"speaker":"patient","start":1.5,"end":2.0,"text":"It hurts,",\
                        "matched":{"turn":1,"hits":[]}}]}\
                        """);
    }

    @Test
    void leavesOutWordsThatAreNotThoseOfTheText() {
        var words = List.of(new TurnWord("Something", 0, 1, 0.9, "moonshine"));
        var golden =
                GoldenTranscript.of(
                        UUID.randomUUID(),
                        "c",
                        "t",
                        1,
                        new Transcript(
                                List.of(
                                        new Turn(
                                                1,
                                                Speaker.LEARNER,
                                                TurnSource.AUDIO,
                                                "Hello there.",
                                                null,
                                                null,
                                                false,
                                                0,
                                                1,
                                                null,
                                                words,
                                                0,
                                                null,
                                                null,
                                                null,
                                                null))));

        assertThat(golden.turns().getFirst().words()).isNull();
        assertThat(golden.recogniser()).isEqualTo("moonshine");
    }

    private static Transcript talk(int words, int exchanges, TurnSource source) {
        var turns = new ArrayList<Turn>();
        for (var i = 0; i < exchanges; i++) {
            var share = words / exchanges + (i == 0 ? words % exchanges : 0);
            turns.add(
                    turn(2 * i + 1, Speaker.LEARNER, "word ".repeat(share).strip(), source, null));
            turns.add(turn(2 * i + 2, Speaker.PATIENT, "Yes."));
        }
        return new Transcript(turns);
    }

    private static Turn spoken(int number, int from, int to, AudioQuality quality) {
        return new Turn(
                number,
                Speaker.LEARNER,
                TurnSource.AUDIO,
                "Hello",
                null,
                null,
                false,
                from,
                to,
                null,
                List.of(),
                0,
                null,
                null,
                null,
                quality);
    }

    private static Turn turn(int number, Speaker speaker, String text) {
        return turn(number, speaker, text, TurnSource.TYPED, null);
    }

    private static Turn spoken(String text, @Nullable String heardText) {
        return turn(2, Speaker.PATIENT, text, heardText, TurnSource.AUDIO, null);
    }

    private static Turn turn(
            int number,
            Speaker speaker,
            String text,
            TurnSource source,
            @Nullable AudioQuality quality) {
        return turn(number, speaker, text, null, source, quality);
    }

    private static Turn turn(
            int number,
            Speaker speaker,
            String text,
            @Nullable String heardText,
            TurnSource source,
            @Nullable AudioQuality quality) {
        return new Turn(
                number,
                speaker,
                source,
                text,
                null,
                heardText,
                false,
                1_000 * number,
                1_000 * number + 500,
                null,
                List.of(),
                0,
                null,
                null,
                null,
                quality);
    }
}
