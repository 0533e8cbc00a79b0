package com.oetpraxis.ai.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.oetpraxis.ai.card.Cards;
import org.junit.jupiter.api.Test;

class CardWordsTest {

    private final CardWords words = new CardWords();

    @Test
    void prefersNamesMedicinesAndTheTasksWords() {
        assertThat(words.of(Cards.read("pha-01-warfarin")).words())
                .contains("warfarin", "ibuprofen", "paracetamol", "fibrillation")
                .doesNotContain("have", "about", "medicine");
    }

    @Test
    void hasSomeForEveryCard() {
        for (var code : Cards.codes()) {
            assertThat(words.of(Cards.read(code)).words()).as(code).hasSizeBetween(5, 200);
        }
    }
}
