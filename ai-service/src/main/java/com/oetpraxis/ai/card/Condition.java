package com.oetpraxis.ai.card;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When the patient brings something up; everything named must hold.
 *
 * @param turn number of the patient's turn that must have been reached
 * @param asked ask intents that have been answered
 * @param told tell intents that have been heard
 * @param revealed hidden facts that have come out
 * @param band band that must be reached at least
 */
public record Condition(
        @Nullable Integer turn,
        @Nullable List<String> asked,
        @Nullable List<String> told,
        @Nullable List<String> revealed,
        @Nullable Band band) {}
