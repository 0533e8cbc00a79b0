package com.oetpraxis.ai.recogniser;

import static org.assertj.core.api.Assertions.assertThat;

import com.oetpraxis.ai.speech.PreferredWords;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PreferenceTest {

    private static final int WAR = 3;
    private static final int FAR = 4;
    private static final int IN = 5;
    private static final int WORM = 6;
    private static final int FOUR = 7;

    private final Vocabulary vocabulary = vocabulary();
    private final Preference preference =
            new Preference(vocabulary, PreferredWords.of(List.of("Warfarin")));

    private static Vocabulary vocabulary() {
        try {
            return VocabularyTest.vocabulary(
                    "<unk>", "<s>", "</s>", "▁war", "far", "in", "▁worm", "four");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void marksAPlaceWhereAPreferredWordWasNearlyAsLikely() {
        var forks = new ArrayList<Fork>();

        int chosen = preference.begin(List.of()).choose(logits(WORM, 5, WAR, 2), 0, forks);

        assertThat(chosen).isEqualTo(WORM);
        assertThat(forks).extracting(fork -> fork.piece().id()).containsExactly(WAR);
    }

    @Test
    void marksNothingThatIsFarLessLikely() {
        var forks = new ArrayList<Fork>();

        preference.begin(List.of()).choose(logits(WORM, 9, WAR, 2), 0, forks);

        assertThat(forks).isEmpty();
    }

    @Test
    void keepsToTheWordThatIsBeingTried() {
        var writing = preference.begin(List.of(new Piece(WAR, 0.1)));

        assertThat(writing.choose(logits(FOUR, 5, FAR, 3), 1, new ArrayList<>())).isEqualTo(FAR);
        assertThat(writing.choose(logits(IN, 5, FOUR, 3), 2, new ArrayList<>())).isEqualTo(IN);
    }

    @Test
    void letsAPreferredWordWinOnlyWithinItsBonus() {
        var heard = new Written(List.of(new Piece(WORM, 0.9)), 0, List.of());
        var near = new Written(word(0.05), 0, List.of());
        var far = new Written(word(0.001), 0, List.of());

        assertThat(preference.isBetter(near, heard)).isTrue();
        assertThat(preference.isBetter(far, heard)).isFalse();
    }

    @Test
    void givesNoBonusForHalfAWord() {
        var heard = new Written(List.of(new Piece(WORM, 0.9)), 0, List.of());
        var half = new Written(List.of(new Piece(WAR, 0.5), new Piece(FAR, 1)), 0, List.of());

        assertThat(preference.isBetter(half, heard)).isFalse();
    }

    private static List<Piece> word(double probability) {
        return List.of(new Piece(WAR, probability), new Piece(FAR, 1), new Piece(IN, 1));
    }

    private float[] logits(int one, float first, int other, float second) {
        var logits = new float[vocabulary.size()];
        Arrays.fill(logits, -20);
        logits[one] = first;
        logits[other] = second;
        return logits;
    }
}
