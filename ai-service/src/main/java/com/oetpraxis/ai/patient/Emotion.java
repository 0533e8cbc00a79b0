package com.oetpraxis.ai.patient;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How the patient feels: a state machine. It begins as the card's {@code emotional_state} says and
 * moves by what the learner does, one step a turn at most. Nobody goes from anger to relief at
 * once, nor back: the way leads through being upset, and calm.
 */
public enum Emotion {
    CALM,
    ANXIOUS,
    /** Sad, ashamed, guilty or worn out. */
    UPSET,
    /** Angry, or on guard against the learner. */
    DEFENSIVE,
    /** Relieved, and glad to have come. */
    REASSURED;

    /**
     * What makes the patient feel otherwise; in a turn that does several, the first here counts.
     */
    public enum Cause {
        /** Dismissed or judged. */
        HURT,
        INTERRUPTED,
        /** A question of the patient's was met with a false promise, or not at all. */
        PUT_OFF,
        FALSELY_COMFORTED,
        /** A hint passed by. */
        OVERHEARD,
        /** A hint was taken up. */
        NOTICED,
        /** Sympathy where there was cause for it. */
        COMFORTED,
        /** An honest answer, or an explanation in plain words. */
        INFORMED;

        private static @Nullable Cause of(EventKind kind) {
            return switch (kind) {
                case DISMISSIVE_OR_JUDGEMENTAL -> HURT;
                case INTERRUPTION -> INTERRUPTED;
                case QUESTION_DODGED -> PUT_OFF;
                case FALSE_REASSURANCE -> FALSELY_COMFORTED;
                case CUE_MISSED -> OVERHEARD;
                case CUE_PICKED_UP, CUE_PICKED_UP_LATE -> NOTICED;
                case EMPATHY -> COMFORTED;
                case QUESTION_ANSWERED, PLAIN_EXPLANATION -> INFORMED;
                default -> null;
            };
        }
    }

    private static final Map<Emotion, List<String>> NAMES =
            Map.of(
                    ANXIOUS,
                    List.of(
                            "anxious",
                            "frighten",
                            "scared",
                            "shaken",
                            "worried",
                            "nervous",
                            "panick",
                            "wary"),
                    UPSET,
                    List.of(
                            "sad",
                            "tired",
                            "embarrass",
                            "guilty",
                            "discourag",
                            "lonely",
                            "fed up",
                            "tearful",
                            "overwhelmed",
                            "depress",
                            "ashamed",
                            "upset"),
                    DEFENSIVE,
                    List.of("angry", "defensive", "impatient", "irritat", "frustrat", "hostile"));

    private static final Map<Emotion, Map<Cause, Emotion>> STEPS = steps();

    private static Map<Emotion, Map<Cause, Emotion>> steps() {
        var steps = new EnumMap<Emotion, Map<Cause, Emotion>>(Emotion.class);
        steps.put(
                CALM,
                Map.of(
                        Cause.HURT, UPSET,
                        Cause.INTERRUPTED, ANXIOUS,
                        Cause.PUT_OFF, ANXIOUS,
                        Cause.FALSELY_COMFORTED, ANXIOUS,
                        Cause.OVERHEARD, ANXIOUS,
                        Cause.NOTICED, REASSURED,
                        Cause.COMFORTED, REASSURED,
                        Cause.INFORMED, REASSURED));
        steps.put(
                ANXIOUS,
                Map.of(
                        Cause.HURT, UPSET,
                        Cause.INTERRUPTED, UPSET,
                        Cause.PUT_OFF, UPSET,
                        Cause.OVERHEARD, UPSET,
                        Cause.NOTICED, CALM,
                        Cause.COMFORTED, CALM,
                        Cause.INFORMED, CALM));
        steps.put(
                UPSET,
                Map.of(
                        Cause.HURT, DEFENSIVE,
                        Cause.INTERRUPTED, DEFENSIVE,
                        Cause.PUT_OFF, DEFENSIVE,
                        Cause.FALSELY_COMFORTED, DEFENSIVE,
                        Cause.NOTICED, CALM,
                        Cause.COMFORTED, CALM));
        steps.put(DEFENSIVE, Map.of(Cause.NOTICED, UPSET, Cause.COMFORTED, UPSET));
        steps.put(
                REASSURED,
                Map.of(
                        Cause.HURT, UPSET,
                        Cause.INTERRUPTED, CALM,
                        Cause.PUT_OFF, ANXIOUS,
                        Cause.FALSELY_COMFORTED, ANXIOUS,
                        Cause.OVERHEARD, CALM));
        return steps;
    }

    /** How the patient feels then; the same where it makes no difference. */
    public Emotion after(Cause cause) {
        return STEPS.getOrDefault(this, Map.of()).getOrDefault(cause, this);
    }

    /** The emotion a card's words name first; calm where they name none. */
    static Emotion named(@Nullable String emotionalState) {
        var text = emotionalState == null ? "" : emotionalState.toLowerCase(Locale.ROOT);
        var first = CALM;
        int at = text.length();
        for (var emotion : values()) {
            int found =
                    NAMES.getOrDefault(emotion, List.of()).stream()
                            .mapToInt(text::indexOf)
                            .filter(index -> index >= 0)
                            .min()
                            .orElse(text.length());
            if (found < at) {
                at = found;
                first = emotion;
            }
        }
        return first;
    }

    /** The cause that counts among what happened; null where nothing did. */
    static @Nullable Cause causeOf(List<PatientEvent> events) {
        return events.stream()
                .map(event -> Cause.of(event.kind()))
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }
}
