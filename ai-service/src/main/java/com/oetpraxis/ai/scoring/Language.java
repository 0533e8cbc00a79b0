package com.oetpraxis.ai.scoring;

import com.oetpraxis.ai.consultation.Lists;
import com.oetpraxis.ai.language.Accuracy;
import com.oetpraxis.ai.language.Clarity;
import com.oetpraxis.ai.language.Fluency;
import com.oetpraxis.ai.language.LanguageToolRules;
import com.oetpraxis.ai.language.LearnerSpeech;
import com.oetpraxis.ai.language.Range;
import com.oetpraxis.ai.language.Vocabulary;
import org.jspecify.annotations.Nullable;

/**
 * All that was measured in the learner's English.
 *
 * @param fluency null where words have no times
 * @param clarity null where words have no confidence
 * @param recogniser whose confidences they are
 * @param isAudible whether the audio was good enough to judge how clearly it was heard
 */
public record Language(
        @Nullable Fluency fluency,
        @Nullable Clarity clarity,
        Accuracy accuracy,
        Range range,
        Vocabulary vocabulary,
        Rubric.Recogniser recogniser,
        boolean isAudible) {

    static Language of(
            LearnerSpeech speech,
            Lists lists,
            LanguageToolRules languageTool,
            Rubric.Recogniser recogniser,
            boolean isAudible) {
        var accuracy = Accuracy.of(speech, lists.grammar(), languageTool);
        return new Language(
                speech.hasTimes() ? Fluency.of(speech) : null,
                speech.hasConfidences() ? Clarity.of(speech) : null,
                accuracy,
                Range.of(speech, accuracy, lists.subordinators()),
                Vocabulary.of(speech, lists.words()),
                recogniser,
                isAudible);
    }
}
