package com.oetpraxis.realtime.recognition;

/** Whoever turns speech into words; answers by {@link LearnerSpeech#transcribed}. */
public interface Recogniser {

    /**
     * Asks for the words of a stretch as far as it goes; a later question about the same stretch
     * makes an earlier one that is not final needless. May be lost with the line to the recogniser.
     *
     * @param utterance number of the utterance, from 1
     * @param stretch number within it, from 0
     * @param isFinal whether the answer is waited for
     * @param samples 16 kHz; the callee's from now on, who erases them
     */
    void recognise(int utterance, int stretch, boolean isFinal, short[] samples);
}
