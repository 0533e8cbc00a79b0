package com.oetpraxis.realtime.endofturn;

/** Judges by the sound of it whether a speaker has finished. Safe for several callers. */
public interface EndOfTurnModel {

    /** The most samples of 16 kHz that are looked at, the last ones of the turn: 8 s. */
    int SAMPLES = 8 * 16_000;

    /**
     * The probability, 0 to 1, that the turn is over.
     *
     * @param samples the turn's sound with the pause at its end, 16 kHz; at most the last {@link
     *     #SAMPLES} count
     */
    double probability(short[] samples);
}
