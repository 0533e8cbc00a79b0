package com.oetpraxis.ai.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.oetpraxis.ai.card.Cards;
import org.junit.jupiter.api.Test;

class SentencesTest {

    @Test
    void endsAtFullStopsAndQuestionMarks() {
        assertThat(Sentences.of("Yes. Is it bad? I saw Dr. Khan!"))
                .containsExactly("Yes.", "Is it bad?", "I saw Dr. Khan!");
    }

    @Test
    void cutsALongSentenceAtACommaSoThatTheFirstSoundComesSoon() {
        assertThat(
                        Sentences.of(
                                "It's the one at the back on the left, it swells up so that I can"
                                        + " hardly open my mouth."))
                .containsExactly(
                        "It's the one at the back on the left,",
                        "it swells up so that I can hardly open my mouth.");
    }

    @Test
    void leavesShortSentencesWhole() {
        assertThat(Sentences.of("Well, I suppose so.")).containsExactly("Well, I suppose so.");
    }

    @Test
    void losesNoWordOfAnyPatient() {
        for (var code : Cards.codes()) {
            for (var line : Cards.read(code).lines()) {
                var text = line.text().strip();

                assertThat(String.join(" ", Sentences.of(text)))
                        .isEqualTo(text.replaceAll("\\s+", " "));
            }
        }
    }
}
