package com.oetpraxis.ai.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PreferredWordsTest {

    private final PreferredWords words =
            PreferredWords.of(List.of("Warfarin", "war-time", "ulcer", "naïve", "x2"));

    @Test
    void followsAWordLetterByLetter() {
        int place = PreferredWords.ROOT;
        for (char letter : new char[] {'w', 'A', 'r', 'f'}) {
            place = words.follow(place, letter);
        }

        assertThat(place).isNotEqualTo(PreferredWords.OUTSIDE);
        assertThat(words.follow(place, 'x')).isEqualTo(PreferredWords.OUTSIDE);
        assertThat(words.follow(PreferredWords.OUTSIDE, 'w')).isEqualTo(PreferredWords.OUTSIDE);
    }

    @Test
    void knowsItsWordsInLowerCase() {
        assertThat(words.words()).containsExactly("ulcer", "war-time", "warfarin");
        assertThat(words.contains("warfarin")).isTrue();
        assertThat(words.contains("war")).isFalse();
    }

    @Test
    void standsLettersThatItDoesNotKnow() {
        assertThat(words.follow(PreferredWords.ROOT, 'é')).isEqualTo(PreferredWords.OUTSIDE);
        assertThat(words.follow(PreferredWords.ROOT, ' ')).isEqualTo(PreferredWords.OUTSIDE);
    }
}
