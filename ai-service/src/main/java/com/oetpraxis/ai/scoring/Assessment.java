package com.oetpraxis.ai.scoring;

import com.oetpraxis.ai.consultation.Conduct;

/**
 * A report and what it was made from.
 *
 * @param relevance share of the learner's turns that belong to the scenario, 0 to 1
 * @param speakingShare the learner's share of the talk, 0 to 1
 */
public record Assessment(
        ScoreReport report,
        Conduct conduct,
        Language language,
        double relevance,
        double speakingShare,
        Sheet sheet) {}
