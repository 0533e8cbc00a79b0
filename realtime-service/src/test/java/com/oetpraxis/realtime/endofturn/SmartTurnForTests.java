package com.oetpraxis.realtime.endofturn;

import com.oetpraxis.realtime.models.SpeechModels;

/** The real model, for measurements of other features. */
public final class SmartTurnForTests {

    private SmartTurnForTests() {}

    public static EndOfTurnModel of(SpeechModels models) {
        return new SmartTurn(models.find(SmartTurn.FILE, "the measurement fails").orElseThrow());
    }
}
