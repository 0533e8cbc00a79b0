package com.oetpraxis.realtime.recognition;

import com.oetpraxis.realtime.turntaking.Word;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was recognised of one stretch.
 *
 * @param confidence 0 to 1, null where the recogniser gives none
 * @param words with their times in seconds within the stretch
 * @param queueMs how long the question waited, null where not told
 * @param recogniserMs how long the recogniser took, null where not told
 */
public record Transcript(
        int utterance,
        int stretch,
        boolean isFinal,
        String text,
        @Nullable Double confidence,
        List<Word> words,
        @Nullable Double queueMs,
        @Nullable Double recogniserMs) {}
