package com.oetpraxis.realtime.turntaking;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long the silence in a learner's turn must last before it ends the turn, from everything that
 * is known: the words so far, how the voice sounded, hesitation, and how this learner pauses. The
 * words' own limit (BR-10, {@link Endpointing}) is never exceeded; below it, 0.3 s is the least
 * (design, Voice and turn-taking).
 */
final class EndOfTurn {

    /** The least silence that ends a turn, whatever else is known. */
    static final Duration LEAST = Duration.ofMillis(300);

    private static final Duration QUESTION = Duration.ofMillis(450);
    private static final Duration STATEMENT = Duration.ofSeconds(1);
    private static final Duration STATEMENT_SOUNDING_OVER = Duration.ofMillis(750);
    private static final double SOUNDS_OVER = 0.5;

    /** Which signals are listened to; all but in measurements of what each is worth. */
    record Listens(boolean words, boolean sound, boolean habits) {
        static final Listens ALL = new Listens(true, true, true);
    }

    private EndOfTurn() {}

    /**
     * The silence that ends the turn.
     *
     * @param text the words so far, null while none are known
     * @param current whether the text holds all that was said before this silence
     * @param sound how much the voice sounded as if the turn was over, 0 to 1, null if not known
     * @param hesitating whether the last sound held no word: a filler, a breath
     */
    static Duration after(
            @Nullable String text,
            boolean current,
            @Nullable Double sound,
            boolean hesitating,
            PauseHabits habits,
            Listens listens) {
        if (!listens.words()) {
            return Endpointing.USUAL;
        }
        Duration limit = Endpointing.silenceFor(text);
        if (!current || text == null || text.isBlank()) {
            return longer(limit, Endpointing.USUAL);
        }
        Endpointing.Kind kind = Endpointing.kindOf(text);
        if (kind == Endpointing.Kind.HANGING || hesitating) {
            return Endpointing.HANGING;
        }
        boolean soundsOver = listens.sound() && sound != null && sound >= SOUNDS_OVER;
        if (kind == Endpointing.Kind.COMPLETE) {
            return soundsOver ? LEAST : QUESTION;
        }
        Duration wait = soundsOver ? STATEMENT_SOUNDING_OVER : STATEMENT;
        if (listens.habits()) {
            wait = longer(wait, Duration.ofMillis(habits.usualMs()));
        }
        return shorter(wait, limit);
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
