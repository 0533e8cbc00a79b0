package com.oetpraxis.ai.feedback;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the scorer.
 *
 * @param loadGrammarAfter how long after the start the rules of grammar are loaded, so that this
 *     slows no start and no talk waits for it; a talk scored earlier loads them itself
 */
@ConfigurationProperties("scoring")
record ScoringProperties(@DefaultValue("30s") Duration loadGrammarAfter) {}
