package com.oetpraxis.realtime.turntaking;

import com.oetpraxis.realtime.turntaking.Opening.Detection;
import org.jspecify.annotations.Nullable;

/** What is heard of the learner: the utterance in progress, and the silence that ends it. */
final class Hearing {

    private static final long SHORTEST_PAUSE_MS = 200;
    private static final long STALL_SEEN_MS = 150;
    private static final long STALL_MS = 1_000;

    private final TurnSettings settings;
    private final Detection detection;
    private final EndOfTurn.Listens listens;
    private final PauseHabits habits = new PauseHabits();
    private @Nullable Utterance utterance;
    private long listenedAt = Long.MIN_VALUE;

    Hearing(TurnSettings settings, Detection detection, EndOfTurn.Listens listens) {
        this.settings = settings;
        this.detection = detection;
        this.listens = listens;
    }

    /** What is being said, null while nothing is. */
    @Nullable Utterance utterance() {
        return utterance;
    }

    /** It is over, or was nothing. */
    void forget() {
        utterance = null;
    }

    /**
     * The learner is speaking.
     *
     * @param overPatient whether the patient is, too
     * @param inTurn whether it is the learner's turn: then a pause before it was theirs
     */
    Utterance speech(long now, long startedAgoMs, boolean overPatient, boolean inTurn) {
        Utterance spoken = utterance;
        if (spoken == null) {
            spoken = new Utterance(now - startedAgoMs, overPatient);
            utterance = spoken;
        } else if (!spoken.speaking) {
            long pauseMs = now - startedAgoMs - spoken.lastSpeechAt;
            if (inTurn && pauseMs >= SHORTEST_PAUSE_MS) {
                habits.add(pauseMs);
            }
        }
        spoken.speaks(now, startedAgoMs);
        return spoken;
    }

    void speechStopped(long at) {
        if (utterance != null) {
            utterance.falls(at);
        }
    }

    /** How much the present pause sounds like the end. */
    void pauseSounds(double over) {
        if (utterance != null && !utterance.speaking) {
            utterance.soundsOver = over;
        }
    }

    /** Sound has come in up to now. */
    void listened(long now) {
        listenedAt = now;
    }

    /** Time has stood still for so long. */
    void shift(long ms) {
        if (utterance != null) {
            utterance.shift(ms);
        }
    }

    /** When an utterance is over if nothing more is heard. */
    long endsAt(Utterance spoken) {
        long cutAt = spoken.startedAt + settings.longestTurn().toMillis();
        if (spoken.endHinted) {
            return Math.min(cutAt, spoken.lastSpeechAt + settings.hintedSilence().toMillis());
        }
        if (detection == Detection.MANUAL) {
            return cutAt;
        }
        long endsAt = spoken.lastSpeechAt + spoken.silence(habits, listens).toMillis();
        if (listenedAt != Long.MIN_VALUE && endsAt > listenedAt + STALL_SEEN_MS) {
            // no sound has come meanwhile: whether it is silence is not known
            endsAt = Math.max(endsAt, listenedAt + STALL_MS);
        }
        return Math.min(cutAt, endsAt);
    }

    /** When a sound over the patient's words is taken to have been a listener's. */
    long listenersSoundOverAt() {
        return utterance == null ? TurnTaking.NEVER : utterance.listenersSoundOverAt();
    }
}
