package com.oetpraxis.realtime.recognition;

import com.oetpraxis.realtime.audio.Heard;
import com.oetpraxis.realtime.audio.TurnAudio;
import com.oetpraxis.realtime.turntaking.Word;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The learner's speech in progress: cut into stretches at pauses of 300 ms, after 10 s at the best
 * place; each asked for while it is spoken and for good as soon as a pause begins, so that at the
 * end of the turn hardly anything is left to recognise.
 *
 * <p>The sound stays in the recording until the turn is stored, so nothing is lost with a
 * recogniser: {@link #askAgain} sends what has no answer yet to the next. Not thread-safe; all
 * positions are milliseconds of the recording, so the same sound gives the same questions.
 */
public final class LearnerSpeech {

    private static final long CLOSED_BY_MS = 300;
    private static final long LONGEST_STRETCH_MS = 10_000;
    private static final long CUT_WITHIN_MS = 3_000;
    private static final long LEAD_MS = 400;
    private static final long TRAIL_MS = 200;
    private static final long KEPT_BETWEEN_MS = 900;
    private static final long JUDGED_AT_MS = 200;
    private static final long JUDGED_SOUND_MS = 8_000;
    private static final long FIRST_INTERIM_MS = 700;
    private static final long NEXT_INTERIM_MS = 1_000;
    private static final long FIRST_OVER_PATIENT_MS = 350;
    private static final long NEXT_OVER_PATIENT_MS = 250;

    private final TurnAudio recording;
    private final Recogniser recogniser;
    private final Listener listener;
    private int lastNumber;
    private @Nullable Spoken current;
    private @Nullable Spoken finishing;

    /** Who is told what was understood. */
    public interface Listener {

        /**
         * What is known of the utterance in progress.
         *
         * @param current whether it holds all that was said before the present pause
         * @param hesitating whether the last sound before it held no word
         */
        void interim(String text, boolean current, boolean hesitating);

        /** A pause is long enough to be listened to. */
        void paused(int pause, short[] turnSoFar);

        /** The finished utterance, blank if nothing was understood. */
        void recognised(Recognised utterance);
    }

    /**
     * A finished utterance.
     *
     * @param words on the session's clock, in seconds
     * @param last the transcript of its last stretch, null if it had none
     */
    public record Recognised(
            String text,
            @Nullable Double confidence,
            List<Word> words,
            @Nullable Transcript last) {}

    /** One utterance. */
    private static final class Spoken {
        final int number;
        final long firstSpeechMs;
        final List<Stretch> stretches = new ArrayList<>();
        boolean speaking = true;
        long pauseFromMs;
        int pause;
        boolean judged;
        long startedMs;

        Spoken(int number, long firstSpeechMs) {
            this.number = number;
            this.firstSpeechMs = firstSpeechMs;
        }

        @Nullable Stretch open() {
            return stretches.isEmpty() || stretches.getLast().isClosed()
                    ? null
                    : stretches.getLast();
        }

        boolean isCovered() {
            return stretches.stream().allMatch(Stretch::isCovered);
        }

        String text() {
            var joined = new StringBuilder();
            for (Stretch stretch : stretches) {
                if (!stretch.text().isEmpty()) {
                    joined.append(joined.isEmpty() ? "" : " ").append(stretch.text());
                }
            }
            return joined.toString();
        }

        boolean isHesitating() {
            return !stretches.isEmpty()
                    && stretches.getLast().isCovered()
                    && stretches.getLast().text().isEmpty()
                    && !text().isEmpty();
        }
    }

    public LearnerSpeech(TurnAudio recording, Recogniser recogniser, Listener listener) {
        this.recording = recording;
        this.recogniser = recogniser;
        this.listener = listener;
    }

    /** Takes in what was found in the sound up to now, seen from its end. */
    public void heard(Heard heard) {
        long now = recording.untilMs();
        switch (heard) {
            case Heard.Speech speech -> speaks(now - speech.startedAgoMs(), now);
            case Heard.SpeechStopped stopped -> pauses(now - stopped.silentForMs(), now);
            case Heard.Undecodable _ -> {}
        }
    }

    private void speaks(long from, long now) {
        Spoken spoken = current;
        if (spoken == null) {
            spoken = new Spoken(++lastNumber, from);
            current = spoken;
        }
        if (!spoken.speaking) {
            spoken.speaking = true;
            spoken.pause++;
        }
        Stretch open = spoken.open();
        if (open == null) {
            long earliest =
                    spoken.stretches.isEmpty()
                            ? recording.fromMs()
                            : spoken.stretches.getLast().toMs(0);
            long start = Math.max(Math.max(earliest, recording.fromMs()), from - LEAD_MS);
            open = new Stretch(spoken.stretches.size(), start, now);
            spoken.stretches.add(open);
        }
        open.speechToMs = now;
    }

    private void pauses(long from, long now) {
        Spoken spoken = current;
        Stretch open = spoken == null ? null : spoken.open();
        if (spoken == null || open == null || !spoken.speaking) {
            return;
        }
        spoken.speaking = false;
        spoken.pauseFromMs = from;
        spoken.judged = false;
        open.speechToMs = Math.max(open.fromMs, from);
        ask(spoken, open, true, Math.min(now, from + TRAIL_MS));
    }

    /**
     * Does what is due at this point of the recording.
     *
     * @param overPatient whether the patient is speaking: then it must soon be known whether this
     *     is an interruption
     */
    public void advance(boolean overPatient) {
        long now = recording.untilMs();
        Spoken spoken = current;
        if (spoken == null) {
            forgetUnused(now);
            return;
        }
        Stretch open = spoken.open();
        if (open != null && spoken.speaking) {
            if (now - open.fromMs >= LONGEST_STRETCH_MS) {
                cut(spoken, open, now);
            } else if (!open.isAsked() && now >= interimDueAt(open, overPatient)) {
                ask(spoken, open, false, now);
            }
        } else if (open != null && now - spoken.pauseFromMs >= CLOSED_BY_MS) {
            open.close(Math.min(now, spoken.pauseFromMs + TRAIL_MS));
        }
        if (!spoken.speaking && !spoken.judged && now - spoken.pauseFromMs >= JUDGED_AT_MS) {
            spoken.judged = true;
            long from = Math.max(spoken.stretches.getFirst().fromMs, now - JUDGED_SOUND_MS);
            listener.paused(spoken.number * 1_000 + spoken.pause, recording.copy(from, now));
        }
    }

    private static long interimDueAt(Stretch open, boolean overPatient) {
        boolean first = open.askedToMs() == open.fromMs;
        if (first) {
            return open.fromMs + LEAD_MS + (overPatient ? FIRST_OVER_PATIENT_MS : FIRST_INTERIM_MS);
        }
        return open.askedToMs() + (overPatient ? NEXT_OVER_PATIENT_MS : NEXT_INTERIM_MS);
    }

    private void cut(Spoken spoken, Stretch open, long now) {
        long at = recording.bestCut(now - CUT_WITHIN_MS, now);
        open.speechToMs = at;
        open.close(at);
        ask(spoken, open, true, at);
        spoken.stretches.add(new Stretch(spoken.stretches.size(), at, now));
    }

    private void ask(Spoken spoken, Stretch stretch, boolean isFinal, long untilMs) {
        stretch.ask(isFinal, untilMs);
        recogniser.recognise(
                spoken.number, stretch.number, isFinal, recording.copy(stretch.fromMs, untilMs));
    }

    /** Whether an utterance is in progress. */
    public boolean isHearing() {
        return current != null;
    }

    /** Whether this pause, as told by {@link Listener#paused}, still lasts. */
    public boolean isStillPaused(int pause) {
        Spoken spoken = current;
        return spoken != null && !spoken.speaking && spoken.number * 1_000 + spoken.pause == pause;
    }

    /** Takes an answer of the recogniser in. */
    public void transcribed(Transcript transcript) {
        Spoken spoken = spoken(transcript.utterance());
        if (spoken == null || transcript.stretch() >= spoken.stretches.size()) {
            return;
        }
        if (!spoken.stretches.get(transcript.stretch()).answered(transcript)) {
            return;
        }
        if (spoken == finishing) {
            finishIfKnown(spoken);
        } else {
            listener.interim(
                    spoken.text(), !spoken.speaking && spoken.isCovered(), spoken.isHesitating());
        }
    }

    private @Nullable Spoken spoken(int utterance) {
        if (current != null && current.number == utterance) {
            return current;
        }
        return finishing != null && finishing.number == utterance ? finishing : null;
    }

    /**
     * The utterance is over: its text is told as soon as all of it is known.
     *
     * @param startedMs when it began on the session's clock
     */
    public void finish(long startedMs) {
        long now = recording.untilMs();
        Spoken spoken = current == null ? new Spoken(++lastNumber, now) : current;
        current = null;
        finishing = spoken;
        spoken.startedMs = startedMs;
        Stretch open = spoken.open();
        if (open != null) {
            if (spoken.speaking) {
                open.speechToMs = now;
            }
            open.close(spoken.speaking ? now : Math.min(now, spoken.pauseFromMs + TRAIL_MS));
        }
        for (Stretch stretch : spoken.stretches) {
            if (!stretch.isCovered() && !stretch.isAskedForAll()) {
                ask(spoken, stretch, true, stretch.toMs(now));
            }
        }
        finishIfKnown(spoken);
    }

    private void finishIfKnown(Spoken spoken) {
        if (spoken.startedMs >= 0 && spoken.isCovered()) {
            long startedMs = spoken.startedMs;
            spoken.startedMs = -1; // told once
            listener.recognised(result(spoken, startedMs));
        }
    }

    private static Recognised result(Spoken spoken, long startedMs) {
        var words = new ArrayList<Word>();
        double weighted = 0;
        int weight = 0;
        double earliest = startedMs / 1000.0;
        Transcript last = null;
        for (Stretch stretch : spoken.stretches) {
            Transcript transcript = stretch.transcript();
            if (transcript == null) {
                continue;
            }
            last = transcript;
            double shift = (startedMs + stretch.fromMs - spoken.firstSpeechMs) / 1000.0;
            for (Word word : transcript.words()) {
                Word shifted = word.shifted(shift);
                earliest = Math.max(earliest, shifted.start());
                words.add(
                        new Word(
                                shifted.word(),
                                earliest,
                                Math.max(earliest, shifted.end()),
                                shifted.confidence(),
                                shifted.source()));
            }
            if (transcript.confidence() != null && !stretch.text().isEmpty()) {
                int count = stretch.text().split("\\s+", -1).length;
                weighted += transcript.confidence() * count;
                weight += count;
            }
        }
        return new Recognised(
                spoken.text(), weight == 0 ? null : weighted / weight, List.copyOf(words), last);
    }

    /** What is being said is nothing: its sound is erased. */
    public void drop() {
        current = null;
        forgetUnused(recording.untilMs());
    }

    /** The last finished utterance is stored, or is not wanted: its sound is erased. */
    public void forgetFinished() {
        finishing = null;
        if (current == null) {
            recording.forget(recording.untilMs());
        } else {
            forgetUnused(recording.untilMs());
        }
    }

    /** A new line to a recogniser stands: what has no answer yet is asked again. */
    public void askAgain() {
        for (Spoken spoken : new Spoken[] {finishing, current}) {
            if (spoken == null) {
                continue;
            }
            for (Stretch stretch : spoken.stretches) {
                stretch.forgetQuestions();
                boolean waited = stretch.isClosed() || !spoken.speaking;
                if (waited && !stretch.isCovered()) {
                    long until = Math.min(recording.untilMs(), stretch.speechToMs + TRAIL_MS);
                    ask(spoken, stretch, true, stretch.toMs(until));
                }
            }
        }
    }

    private void forgetUnused(long now) {
        if (finishing != null) {
            return;
        }
        Spoken spoken = current;
        recording.forget(
                spoken == null || spoken.stretches.isEmpty()
                        ? now - KEPT_BETWEEN_MS
                        : spoken.stretches.getFirst().fromMs);
    }
}
