package com.oetpraxis.ai.transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.oetpraxis.ai.patient.Hit;
import com.oetpraxis.ai.patient.Matched;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TranscriptReaderTest {

    private final TranscriptReader reader = new TranscriptReader();

    @Test
    void readsWhatThereIs() {
        var talk =
                reader.read(
                        """
                        {"format": "oet-golden/1", "id": "a", "scenario_id": "med-01-cough", "recogniser": "moonshine-tiny-en",
                         "spoken": true, "audio_quality": {"snr_db": 22.5, "clipped_ratio": 0.001}, "duration_s": 10, "new": [1],
                         "turns": [{"i": 4, "speaker": "candidate", "start": 0, "end": 1.5, "text": "Good morning.", "more": 1,
                                    "words": [{"w": "Good", "s": 0, "e": 0.5, "c": 0.9}, {"w": "morning", "s": 0.6, "e": 1.5}]},
                                   {"i": 5, "speaker": "patient", "text": ""}]}
                        """);

        assertThat(talk.id()).isEqualTo("a");
        assertThat(talk.recogniser()).isEqualTo("moonshine-tiny-en");
        assertThat(talk.spoken()).isTrue();
        assertThat(talk.audioQuality()).isEqualTo(new AudioQuality(22.5, 0.001));
        assertThat(talk.turns()).hasSize(2);
        assertThat(talk.learnerTurns().getFirst().index()).isEqualTo(4);
        assertThat(talk.learnerTurns().getFirst().words().getLast().confidence()).isNull();
        assertThat(talk.turns().getLast().start()).isNull();
    }

    /** It is stored with the reply; what another engine or turn left is nobody's. */
    @Test
    void readsWhatThePatientUnderstood() {
        var understood =
                """
                {"turn": 1, "interrupted": false,
                 "hits": [{"clause": 0, "kind": "ASK", "intent": "smoking", "by": "VECTOR", "score": 0.7}]}
                """;

        assertThat(matched(understood))
                .isEqualTo(
                        new Matched(
                                1,
                                false,
                                List.of(new Hit(0, Hit.Kind.ASK, "smoking", Hit.By.VECTOR, 0.7))));
        assertThat(matched(understood.replace("\"turn\": 1", "\"turn\": 3"))).isNull();
        assertThat(matched("{\"turn\": 1, \"hits\": [{\"intent\": 4}]}")).isNull();
        assertThat(matched("[{\"intent\": \"pain\"}]")).isNull();
        assertThat(matched("null")).isNull();
    }

    private @Nullable Matched matched(String stored) {
        return reader.read(
                        """
                        {"format": "oet-golden/1", "turns": [{"i": 1, "speaker": "candidate", "text": "Do you light up?"},
                         {"i": 2, "speaker": "patient", "text": "Yes.", "matched": %s}]}
                        """
                                .formatted(stored))
                .turns()
                .getFirst()
                .matched();
    }

    @Test
    void needsOnlyFormatAndTurns() {
        var talk = reader.read("{\"format\": \"oet-golden/1\", \"turns\": []}");

        assertThat(talk.turns()).isEmpty();
        assertThat(talk.recogniser()).isEqualTo("generic");
        assertThat(talk.audioQuality().value()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            textBlock =
                    """
                    ''                                               ~ A transcript is a JSON object.
                    {                                                ~ This is not JSON (line 1, column 2).
                    nonsense                                         ~ This is not JSON (line 1, column 1).
                    []                                               ~ A transcript is a JSON object.
                    {"format": "oet-golden/1"} {}                    ~ This is not JSON (line 1, column 28).
                    {"turns": []}                                    ~ The member format must be "oet-golden/1".
                    {"format": "oet-golden/2", "turns": []}          ~ The member format must be "oet-golden/1".
                    {"format": 1, "turns": []}                       ~ The member format must be text.
                    {"format": "oet-golden/1"}                       ~ The member turns must be a list.
                    {"format": "oet-golden/1", "turns": {}}          ~ The member turns must be a list.
                    {"format": "oet-golden/1", "turns": [1]}         ~ The member turns[0] must be an object.
                    {"format": "oet-golden/1", "turns": [{"i": 0}]}  ~ The member turns[0].text is missing.
                    {"format": "oet-golden/1", "duration_s": -1, "turns": []} ~ The member duration_s must be between 0 and 86400.
                    {"format": "oet-golden/1", "spoken": "no", "turns": []} ~ The member spoken must be true or false.
                    {"format": "oet-golden/1", "audio_quality": 3, "turns": []} ~ The member audio_quality must be an object.
                    """)
    void saysInOneSentenceWhatIsWrong(String text, String sentence) {
        assertThatExceptionOfType(InvalidTranscriptException.class)
                .isThrownBy(() -> reader.read(text))
                .withMessage(sentence);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            textBlock =
                    """
                    "i": "0", "speaker": "patient", "text": ""   ~ The member turns[0].i must be a whole number from 0.
                    "i": 0.5, "speaker": "patient", "text": ""   ~ The member turns[0].i must be a whole number from 0.
                    "speaker": "patient", "text": ""             ~ The member turns[0].i must be a whole number from 0.
                    "i": 0, "speaker": "doctor", "text": ""      ~ The member turns[0].speaker must be "candidate" or "patient".
                    "i": 0, "speaker": "patient", "text": 7      ~ The member turns[0].text must be text.
                    "i": 0, "speaker": "patient", "text": "", "start": 3, "end": 2 ~ The turn turns[0] ends before it starts.
                    "i": 0, "speaker": "patient", "text": "", "start": "x" ~ The member turns[0].start must be a number.
                    "i": 0, "speaker": "patient", "text": "", "start": -1 ~ The member turns[0].start must be between 0 and 86400.
                    "i": 0, "speaker": "patient", "text": "a", "words": {} ~ The member turns[0].words must be a list.
                    "i": 0, "speaker": "patient", "text": "a", "words": [{"w": "a"}] ~ The member turns[0].words[0] must have w, s and e (word, start and end).
                    "i": 0, "speaker": "patient", "text": "a", "words": [{"w": "a", "s": 2, "e": 1}] ~ The word turns[0].words[0] ends before it starts.
                    "i": 0, "speaker": "patient", "text": "a", "words": [{"w": "a", "s": 0, "e": 1, "c": 1.5}] ~ The member turns[0].words[0].c must be between 0 and 1.
                    "i": 0, "speaker": "patient", "text": "a b c", "words": [{"w": "x", "s": 0, "e": 1}] ~ The words of turns[0] are not the words of its text.
                    """)
    void saysWhatIsWrongWithATurn(String members, String sentence) {
        var text = "{\"format\": \"oet-golden/1\", \"turns\": [{" + members + "}]}";

        assertThatExceptionOfType(InvalidTranscriptException.class)
                .isThrownBy(() -> reader.read(text))
                .withMessage(sentence);
    }

    @Test
    void refusesTwoTurnsOfOneNumber() {
        var turn = "{\"i\": 3, \"speaker\": \"patient\", \"text\": \"\"}";

        assertThatExceptionOfType(InvalidTranscriptException.class)
                .isThrownBy(() ->
                        reader.read(
                                "{\"format\": \"oet-golden/1\", \"turns\": ["
                                        + turn
                                        + ","
                                        + turn
                                        + "]}"))
                .withMessage("Two turns have the number i = 3.");
    }
}
