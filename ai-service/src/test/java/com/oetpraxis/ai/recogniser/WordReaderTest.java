package com.oetpraxis.ai.recogniser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.oetpraxis.ai.speech.Recogniser;
import com.oetpraxis.ai.speech.Recognition;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class WordReaderTest {

    private final WordReader reader = new WordReader(vocabulary());

    private static Vocabulary vocabulary() {
        try {
            return VocabularyTest.vocabulary(
                    "<unk>", "<s>", "</s>", "▁Do", "▁you", "▁smo", "ke", "?");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void writesWordsWithoutTheirPunctuation() {
        var read = read(sound());

        assertThat(read.text()).isEqualTo("Do you smoke?");
        assertThat(read.words())
                .extracting(word -> word.word())
                .containsExactly("Do", "you", "smoke");
    }

    @Test
    void takesTheMeanOfPiecesForAWordAndOfWordsForTheWhole() {
        var read = read(sound());

        assertThat(read.words().get(2).confidence()).isCloseTo(0.6, within(1e-9));
        assertThat(read.confidence()).isCloseTo((0.9 + 0.8 + 0.6) / 3, within(1e-9));
    }

    @Test
    void placesWordsWhereThereIsSound() {
        var words = read(sound()).words();

        assertThat(words.getFirst().start()).isCloseTo(0.5, within(0.02));
        assertThat(words.getLast().end()).isCloseTo(1.5, within(0.02));
        for (int i = 1; i < words.size(); i++) {
            assertThat(words.get(i).start()).isGreaterThanOrEqualTo(words.get(i - 1).end() - 0.011);
        }
    }

    @Test
    void readsNothingAsNothing() {
        var read = reader.read(List.of(), sound());

        assertThat(read).isEqualTo(Recognition.NOTHING);
    }

    @Test
    void standsSilence() {
        assertThat(read(new float[Recogniser.SAMPLE_RATE]).words())
                .allSatisfy(word -> assertThat(word.end()).isBetween(word.start(), 1.0));
    }

    private Recognition read(float[] samples) {
        return reader.read(
                List.of(
                        new Piece(3, 0.9),
                        new Piece(4, 0.8),
                        new Piece(5, 0.9),
                        new Piece(6, 0.4),
                        new Piece(7, 0.1)),
                samples);
    }

    /** Half a second of silence, a second of sound, half a second of silence. */
    private static float[] sound() {
        var samples = new float[2 * Recogniser.SAMPLE_RATE];
        Arrays.fill(samples, Recogniser.SAMPLE_RATE / 2, 3 * Recogniser.SAMPLE_RATE / 2, 0.3f);
        return samples;
    }
}
