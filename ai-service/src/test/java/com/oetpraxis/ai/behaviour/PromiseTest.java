package com.oetpraxis.ai.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import com.oetpraxis.ai.pattern.NormalisedText;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PromiseTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I promise it won't happen again",
                "I can promise you that she'll never fall again",
                "It won't hurt, I promise",
                "We guarantee that you will be back at work in a week",
                "I promise you that",
                "I guarantee it",
                "I promise we'll make you better",
                "I don't know what it is, but I promise you'll be fine",
                "I promise that nothing will go wrong",
                "We will not let her fall again, I promise",
                "You have my word that it will heal",
                "I swear there is no cancer"
            })
    void takesAPromiseOfAnOutcomeForOne(String clause) {
        assertThat(Promise.in(NormalisedText.of(clause))).isEqualTo(Promise.OF_AN_OUTCOME);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I'll promise you one thing: I'll ring you as soon as I have the result",
                "What I can promise is that we will do everything we can to lower the risk",
                "I promise we'll talk about it properly",
                "All I can promise is to be honest with you",
                "I'll tell you the truth, I promise",
                "I can promise you that you will be seen today",
                "I promise this will only take a minute"
            })
    void takesAPromiseOfOnesOwnDoingForOne(String clause) {
        assertThat(Promise.in(NormalisedText.of(clause))).isEqualTo(Promise.OF_OWN_DOING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "That sounds like a heavy promise to carry",
                "You promised your father that you would look after her",
                "I can't promise that it will never happen",
                "I wish I could promise that, but I can't guarantee that she'll never fall",
                "Nobody can promise you that",
                "I don't think I can promise you that",
                "I cannot really promise you anything yet",
                "It is a promise you made, and it must weigh on you",
                "Can you promise me to ring if it bleeds",
                "I will not promise you something I don't know"
            })
    void findsNoneWhereNothingIsPromised(String clause) {
        assertThat(Promise.in(NormalisedText.of(clause))).isEqualTo(Promise.NONE);
    }
}
