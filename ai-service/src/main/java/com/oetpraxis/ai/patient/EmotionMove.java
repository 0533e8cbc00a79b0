package com.oetpraxis.ai.patient;

/**
 * A change of the patient's emotion.
 *
 * @param turn number of the learner's turn that caused it
 */
public record EmotionMove(int turn, Emotion from, Emotion to, Emotion.Cause cause) {}
