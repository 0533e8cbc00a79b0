package com.oetpraxis.realtime.turntaking;

import com.oetpraxis.realtime.turntaking.TurnCommand.RecordHeard;
import com.oetpraxis.realtime.turntaking.TurnCommand.Source;
import com.oetpraxis.realtime.turntaking.TurnCommand.Speaker;
import com.oetpraxis.realtime.turntaking.TurnCommand.StoreTurn;
import com.oetpraxis.realtime.turntaking.TurnEvent.LearnerText;
import com.oetpraxis.realtime.turntaking.TurnEvent.Recognised;
import com.oetpraxis.realtime.turntaking.Waiting.Recognising;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The turns' numbers and their times on the session's clock: each turn has the next number, and
 * begins no earlier than the last one ended.
 */
final class TurnLog {

    private int next;
    private long endedMs;

    TurnLog(int next, long endedMs) {
        this.next = next;
        this.endedMs = endedMs;
    }

    /** The number the next turn gets. */
    int next() {
        return next;
    }

    StoreTurn typed(LearnerText typed, long elapsedMs) {
        List<Word> words = typed.words();
        if (words.isEmpty()) {
            return learners(typed.text(), null, words, Source.TYPED, elapsedMs, elapsedMs);
        }
        // the client's recogniser has its own zero; what it heard ended now
        double first = words.getFirst().start();
        long spanMs = Math.round((words.getLast().end() - first) * 1000);
        long startedMs = Math.max(endedMs, elapsedMs - spanMs);
        List<Word> onSessionClock =
                words.stream().map(word -> word.shifted(startedMs / 1000.0 - first)).toList();
        return learners(typed.text(), null, onSessionClock, Source.TYPED, startedMs, elapsedMs);
    }

    StoreTurn spoken(Recognised recognised, Recognising spoken) {
        return learners(
                recognised.text(),
                recognised.confidence(),
                recognised.words(),
                Source.AUDIO,
                spoken.startedMs(),
                spoken.endedMs());
    }

    private StoreTurn learners(
            String text,
            @Nullable Double confidence,
            List<Word> words,
            Source source,
            long fromMs,
            long toMs) {
        long startedMs = Math.max(fromMs, endedMs);
        endedMs = Math.max(toMs, startedMs);
        return new StoreTurn(
                next++,
                Speaker.LEARNER,
                text,
                null,
                false,
                source,
                startedMs,
                endedMs,
                confidence,
                words,
                0);
    }

    /**
     * @param paced whether it takes time to be heard; if not, all of it is at once
     */
    StoreTurn patients(String text, boolean prompted, boolean paced, long elapsedMs) {
        endedMs = Math.max(elapsedMs, endedMs);
        return new StoreTurn(
                next++,
                Speaker.PATIENT,
                text,
                paced ? null : text,
                prompted,
                Source.TYPED,
                endedMs,
                endedMs,
                null,
                List.of(),
                paced ? 0 : Line.sentences(text).size());
    }

    /** So much of a line was heard up to now. */
    RecordHeard heard(int turn, String text, long elapsedMs) {
        endedMs = Math.max(endedMs, elapsedMs);
        return heardBefore(turn, text);
    }

    /** So much of a line was heard before the last turn ended. */
    RecordHeard heardBefore(int turn, String text) {
        return new RecordHeard(turn, text, endedMs);
    }
}
