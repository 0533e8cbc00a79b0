package com.oetpraxis.realtime.turntaking;

import com.oetpraxis.realtime.turntaking.Opening.Detection;
import com.oetpraxis.realtime.turntaking.TurnCommand.Acknowledge;
import com.oetpraxis.realtime.turntaking.TurnCommand.AskClosing;
import com.oetpraxis.realtime.turntaking.TurnCommand.AskReply;
import com.oetpraxis.realtime.turntaking.TurnCommand.AskSilenceLine;
import com.oetpraxis.realtime.turntaking.TurnCommand.CancelReply;
import com.oetpraxis.realtime.turntaking.TurnCommand.Complete;
import com.oetpraxis.realtime.turntaking.TurnCommand.CompletionReason;
import com.oetpraxis.realtime.turntaking.TurnCommand.Deliver;
import com.oetpraxis.realtime.turntaking.TurnCommand.FinishUtterance;
import com.oetpraxis.realtime.turntaking.TurnCommand.Guide;
import com.oetpraxis.realtime.turntaking.TurnCommand.Issue;
import com.oetpraxis.realtime.turntaking.TurnCommand.PauseSession;
import com.oetpraxis.realtime.turntaking.TurnCommand.RecordHeard;
import com.oetpraxis.realtime.turntaking.TurnCommand.Refusal;
import com.oetpraxis.realtime.turntaking.TurnCommand.Refuse;
import com.oetpraxis.realtime.turntaking.TurnCommand.ResumeSession;
import com.oetpraxis.realtime.turntaking.TurnCommand.ShowHint;
import com.oetpraxis.realtime.turntaking.TurnCommand.ShowInterrupted;
import com.oetpraxis.realtime.turntaking.TurnCommand.ShowState;
import com.oetpraxis.realtime.turntaking.TurnCommand.ShowTimer;
import com.oetpraxis.realtime.turntaking.TurnCommand.Source;
import com.oetpraxis.realtime.turntaking.TurnCommand.Speaker;
import com.oetpraxis.realtime.turntaking.TurnCommand.StoreTurn;
import com.oetpraxis.realtime.turntaking.TurnCommand.TellHeard;
import com.oetpraxis.realtime.turntaking.TurnEvent.LearnerText;
import com.oetpraxis.realtime.turntaking.TurnEvent.PatientReply;
import com.oetpraxis.realtime.turntaking.TurnEvent.Recognised;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who has the floor in one live session: (time, event) in, commands out, nothing else.
 *
 * <p>Not thread-safe; one caller at a time. Times are milliseconds of any clock that does not go
 * back; one that does is taken to stand still. The same sequence of times and events always gives
 * the same commands.
 */
public final class TurnTaking {

    /** What {@link #wakeAt()} answers when nothing is due. */
    public static final long NEVER = Long.MAX_VALUE;

    private static final int MOST_SILENCE_LINES = 2;

    private final TurnSettings settings;
    private final Opening opening;
    private final long durationMs;
    private final SessionClock clock;
    private final SlidingCount utterances;
    private final SlidingCount replies;
    private final ArrayDeque<LearnerText> waitingTexts = new ArrayDeque<>();
    private final List<TurnCommand> out = new ArrayList<>();

    private long now = Long.MIN_VALUE;
    private boolean started;
    private Phase phase = Phase.LISTENING;
    private @Nullable Phase shown;
    private boolean paused;
    private long pausedAt;
    private Waiting waiting = new Nothing();
    private long waitingSince;
    private boolean delayTold;
    private @Nullable PatientReply deferredReply;
    private @Nullable CompletionReason ending;

    private int nextTurn;
    private long lastEndedMs;

    private long silenceSince;
    private boolean hinted;
    private int silenceLines;
    private boolean takenLeave;
    private boolean brokeIn;

    private boolean recogniser;
    private boolean paced;
    private boolean missingRecogniserTold;
    private @Nullable Utterance utterance;

    private long deliveringSince;
    private int piecesSent;

    /** A conversation as it stands; {@link TurnEvent.Started} sets it going. */
    public TurnTaking(TurnSettings settings, Opening opening) {
        this.settings = settings;
        this.opening = opening;
        durationMs = opening.duration().toMillis();
        clock = new SessionClock(durationMs, opening.active().toMillis());
        utterances = new SlidingCount(settings.utterancesPerMinute());
        replies = new SlidingCount(settings.repliesPerMinute());
        nextTurn = opening.nextTurn();
        lastEndedMs = opening.lastEndedMs();
        silenceLines = opening.silenceLines();
    }

    /** Takes one event in and answers what to do, in order. */
    public List<TurnCommand> accept(long time, TurnEvent event) {
        now = Math.max(now, time);
        out.clear();
        if (phase != Phase.ENDED) {
            handle(event);
            if (started) {
                passTime();
            }
        }
        return List.copyOf(out);
    }

    /** The state as the client sees it. */
    public Phase phase() {
        return paused && phase != Phase.ENDED ? Phase.PAUSED : phase;
    }

    /** The countdown as it stands, for a client that has just come back. */
    public ShowTimer timer() {
        return clock.show(now);
    }

    /** When {@link TurnEvent.Tick} is due if nothing else happens, or {@link #NEVER}. */
    public long wakeAt() {
        if (!started || paused || ending != null || phase == Phase.ENDED) {
            return NEVER;
        }
        long at = Math.min(clock.nextShowAt(), clock.at(hardStopMs()));
        return switch (waiting) {
            case Nothing _ -> Math.min(at, listeningWakeAt());
            case AwaitedLine line -> Math.min(at, lineWakeAt(line));
            case Recognising _ -> Math.min(at, waitingSince + settings.replyPatience().toMillis());
            case Delivering line -> Math.min(at, deliveryWakeAt(line));
            case StoringLearner _, StoringLine _, Completing _ -> at;
        };
    }

    private void handle(TurnEvent event) {
        switch (event) {
            case TurnEvent.Started _ -> started();
            case TurnEvent.PatientReady ready -> {
                recogniser = ready.recogniser();
                paced = ready.paced();
            }
            case LearnerText text -> learnerText(text);
            case TurnEvent.Speech speech -> speech(speech.startedAgoMs());
            case TurnEvent.SpeechStopped stopped -> speechStopped(stopped.silentForMs());
            case TurnEvent.InterimText interim -> {
                if (utterance != null) {
                    utterance.textSoFar = interim.text();
                }
            }
            case Recognised recognised -> recognised(recognised);
            case TurnEvent.EndOfTurn end -> endOfTurn(end.audioSinceLast());
            case PatientReply reply -> patientReply(reply);
            case TurnEvent.ReplyFailed failed -> replyFailed(failed.turn());
            case TurnEvent.TurnStored stored -> turnStored(stored.turn());
            case TurnEvent.Interrupt _ -> interrupt();
            case TurnEvent.Pause pause -> pause(pause.reason());
            case TurnEvent.Resume _ -> resume();
            case TurnEvent.Stop stop -> stop(stop.confirm());
            case TurnEvent.Completed _ -> {
                phase = Phase.ENDED;
                show();
            }
            case TurnEvent.Tick _ -> {}
        }
    }

    // The beginning, and what time brings

    private void started() {
        started = true;
        if (opening.paused()) {
            paused = true;
            pausedAt = now;
        } else {
            clock.start(now);
        }
        var unfinished = opening.unfinished();
        if (unfinished != null) {
            out.add(new RecordHeard(unfinished.turn(), unfinished.plannedText(), lastEndedMs));
        }
        silenceSince = now;
        var unanswered = opening.unanswered();
        if (unanswered != null) {
            phase = Phase.PROCESSING;
            awaitLine(Asked.REPLY);
            out.add(
                    new AskReply(
                            unanswered.turn(), unanswered.text(), false, unanswered.endedMs()));
        }
        show();
        out.add(clock.show(now));
    }

    private void passTime() {
        if (paused || ending != null || phase == Phase.ENDED) {
            return;
        }
        ShowTimer timer = clock.due(now);
        if (timer != null) {
            out.add(timer);
        }
        if (clock.reached(hardStopMs(), now)) {
            end(CompletionReason.TIME_LIMIT);
            return;
        }
        switch (waiting) {
            case Nothing _ -> passTimeListening();
            case AwaitedLine line -> passTimeAwaiting(line);
            case Recognising _ -> {
                if (waitedFor(settings.replyPatience())) {
                    out.add(new Guide(Issue.TIMEOUT));
                    settle();
                }
            }
            case Delivering line -> deliverDue(line);
            case StoringLearner _, StoringLine _, Completing _ -> {}
        }
    }

    private void passTimeListening() {
        if (utterance != null) {
            if (now >= utteranceEndsAt(utterance)) {
                finishUtterance(utterance);
            }
        } else if (clock.reached(durationMs, now)) {
            phase = Phase.PROCESSING;
            awaitLine(Asked.CLOSING);
            show();
            out.add(new AskClosing(nextTurn));
        } else if (takenLeave) {
            if (now >= silenceSince + settings.closingGrace().toMillis()) {
                end(CompletionReason.CLOSED);
            }
        } else if (silenceLines < MOST_SILENCE_LINES) {
            if (now >= silenceLineAt()) {
                phase = Phase.PROCESSING;
                awaitLine(Asked.SILENCE);
                out.add(new AskSilenceLine(silenceLines + 1, nextTurn));
            } else if (!hinted && now >= hintAt()) {
                hinted = true;
                out.add(new ShowHint());
            }
        }
    }

    private void passTimeAwaiting(AwaitedLine line) {
        switch (line.asked()) {
            case REPLY -> {
                if (waitedFor(settings.replyAtMost())) {
                    out.add(new CancelReply(line.turn()));
                    out.add(new Refuse(Refusal.NO_REPLY, 1));
                    settle();
                } else if (!delayTold && waitedFor(settings.replyPatience())) {
                    delayTold = true;
                    out.add(new Guide(Issue.TIMEOUT));
                }
            }
            case SILENCE -> {
                if (waitedFor(settings.replyPatience())) {
                    silenceLines++;
                    out.add(new CancelReply(line.turn()));
                    settle();
                }
            }
            case CLOSING -> {
                if (waitedFor(settings.replyPatience())) {
                    end(CompletionReason.TIME_LIMIT);
                }
            }
        }
    }

    private long listeningWakeAt() {
        if (utterance != null) {
            return utteranceEndsAt(utterance);
        }
        long at = clock.at(durationMs);
        if (takenLeave) {
            return Math.min(at, silenceSince + settings.closingGrace().toMillis());
        }
        if (silenceLines < MOST_SILENCE_LINES) {
            return Math.min(at, hinted ? silenceLineAt() : hintAt());
        }
        return at;
    }

    private long lineWakeAt(AwaitedLine line) {
        Duration patience =
                line.asked() == Asked.REPLY && delayTold
                        ? settings.replyAtMost()
                        : settings.replyPatience();
        return waitingSince + patience.toMillis();
    }

    private long hardStopMs() {
        return durationMs + settings.hardStopAfter().toMillis();
    }

    private long hintAt() {
        return silenceSince + settings.hintAfter().toMillis();
    }

    private long silenceLineAt() {
        Duration silence = silenceLines == 0 ? settings.firstLineAfter() : settings.nextLineAfter();
        return silenceSince + silence.toMillis();
    }

    private boolean waitedFor(Duration wait) {
        return now >= waitingSince + wait.toMillis();
    }

    // The learner's side

    private void learnerText(LearnerText text) {
        if (ending != null) {
            out.add(new Refuse(Refusal.ENDING, 0));
            return;
        }
        if (paused) {
            out.add(new Refuse(Refusal.PAUSED, 0));
            return;
        }
        if (waitingTexts.size() >= settings.waitingTexts()) {
            out.add(new Refuse(Refusal.TOO_MANY_UTTERANCES, 1));
            return;
        }
        if (!utterances.take(now)) {
            out.add(new Refuse(Refusal.TOO_MANY_UTTERANCES, utterances.retryAfterSeconds(now)));
            return;
        }
        switch (waiting) {
            case Nothing _ -> storeTyped(text, false);
            case Delivering line -> {
                cut(line);
                storeTyped(text, true);
            }
            case AwaitedLine line when line.asked() != Asked.REPLY -> {
                out.add(new CancelReply(line.turn()));
                storeTyped(text, false);
            }
            case AwaitedLine _, StoringLearner _, StoringLine _, Recognising _, Completing _ ->
                    waitingTexts.addLast(text);
        }
    }

    private void storeTyped(LearnerText text, boolean interrupted) {
        long at = clock.elapsed(now);
        List<Word> words = text.words();
        if (words.isEmpty()) {
            storeLearner(text.text(), interrupted, Source.TYPED, at, at, null, words);
            return;
        }
        // the client's recogniser has its own zero; what it heard ended now
        double first = words.getFirst().start();
        long spanMs = Math.round((words.getLast().end() - first) * 1000);
        long startedMs = Math.max(lastEndedMs, at - spanMs);
        List<Word> onSessionClock =
                words.stream().map(word -> word.shifted(startedMs / 1000.0 - first)).toList();
        storeLearner(text.text(), interrupted, Source.TYPED, startedMs, at, null, onSessionClock);
    }

    private void storeLearner(
            String text,
            boolean interrupted,
            Source source,
            long startedMs,
            long endedMs,
            @Nullable Double confidence,
            List<Word> words) {
        utterance = null;
        takenLeave = false;
        silenceLines = 0;
        phase = Phase.PROCESSING;
        show();
        int turn = nextTurn++;
        waiting = new StoringLearner(turn, text, confidence, interrupted || brokeIn);
        brokeIn = false;
        long start = Math.max(startedMs, lastEndedMs);
        lastEndedMs = Math.max(endedMs, start);
        out.add(
                new StoreTurn(
                        turn,
                        Speaker.LEARNER,
                        text,
                        null,
                        false,
                        source,
                        start,
                        lastEndedMs,
                        confidence,
                        words,
                        0));
    }

    private void speech(long startedAgoMs) {
        if (paused || ending != null) {
            return;
        }
        if (utterance == null) {
            utterance = new Utterance(now - startedAgoMs);
        }
        utterance.lastSpeechAt = now;
        if (waiting instanceof Delivering line
                && startedAgoMs >= settings.sureInterruption().toMillis()
                && !(utterance.textSoFar != null && Backchannel.only(utterance.textSoFar))) {
            cut(line);
            brokeIn = true;
            listen();
        }
    }

    private void speechStopped(long silentForMs) {
        if (utterance == null) {
            return;
        }
        if (waiting instanceof Delivering) {
            utterance = null; // a listener's sound
            return;
        }
        utterance.lastSpeechAt = Math.max(utterance.startedAt, now - silentForMs);
    }

    private void endOfTurn(boolean audioSinceLast) {
        if (paused || ending != null) {
            return;
        }
        if (utterance != null) {
            utterance.endHinted = true;
        } else if (audioSinceLast && waiting instanceof Nothing) {
            finishUtterance(new Utterance(now));
        }
    }

    private long utteranceEndsAt(Utterance spoken) {
        long cutAt = spoken.startedAt + settings.longestTurn().toMillis();
        if (spoken.endHinted) {
            return Math.min(cutAt, spoken.lastSpeechAt + settings.hintedSilence().toMillis());
        }
        if (opening.detection() == Detection.MANUAL) {
            return cutAt;
        }
        Duration silence = Endpointing.silenceFor(spoken.textSoFar);
        return Math.min(cutAt, spoken.lastSpeechAt + silence.toMillis());
    }

    private void finishUtterance(Utterance spoken) {
        utterance = null;
        long elapsed = clock.elapsed(now);
        long startedMs = Math.max(0, elapsed - (now - spoken.startedAt));
        long endedMs = Math.max(startedMs, elapsed - (now - spoken.lastSpeechAt));
        out.add(new FinishUtterance(startedMs, endedMs, recogniser));
        if (recogniser) {
            phase = Phase.PROCESSING;
            waiting = new Recognising(startedMs, endedMs);
            waitingSince = now;
            show();
            return;
        }
        if (!missingRecogniserTold) {
            missingRecogniserTold = true;
            out.add(new Refuse(Refusal.NO_RECOGNISER, 0));
        }
        listen();
    }

    private void recognised(Recognised recognised) {
        if (!(waiting instanceof Recognising spoken) || ending != null) {
            return;
        }
        if (recognised.text().isBlank()) {
            settle();
        } else if (utterances.take(now)) {
            storeLearner(
                    recognised.text(),
                    false,
                    Source.AUDIO,
                    spoken.startedMs(),
                    spoken.endedMs(),
                    recognised.confidence(),
                    recognised.words());
        } else {
            out.add(new Refuse(Refusal.TOO_MANY_UTTERANCES, utterances.retryAfterSeconds(now)));
            settle();
        }
    }

    // The patient's side

    private void awaitLine(Asked asked) {
        waiting = new AwaitedLine(asked, nextTurn);
        waitingSince = stamp();
        delayTold = false;
    }

    private void patientReply(PatientReply reply) {
        if (!(waiting instanceof AwaitedLine line) || line.turn() != reply.turn()) {
            return;
        }
        if (paused) {
            deferredReply = reply;
        } else {
            storeLine(line, reply);
        }
    }

    private void storeLine(AwaitedLine line, PatientReply reply) {
        if (reply.text().isBlank()) {
            replyFailed(reply.turn());
            return;
        }
        int turn = nextTurn++;
        boolean leaves = line.asked() == Asked.CLOSING || reply.closing();
        boolean prompted = reply.prompted() || line.asked() == Asked.SILENCE;
        silenceLines += line.asked() == Asked.SILENCE ? 1 : 0;
        List<String> pieces = paced ? Line.phrases(reply.text()) : Line.sentences(reply.text());
        var storing = new StoringLine(turn, reply.text(), prompted, leaves, pieces);
        waiting = storing;
        phase = Phase.SPEAKING;
        show();
        long start = Math.max(clock.elapsed(now), lastEndedMs);
        lastEndedMs = start;
        out.add(
                new StoreTurn(
                        turn,
                        Speaker.PATIENT,
                        reply.text(),
                        paced ? null : reply.text(),
                        prompted,
                        Source.TYPED,
                        start,
                        start,
                        null,
                        List.of(),
                        paced ? 0 : pieces.size()));
    }

    private void replyFailed(int turn) {
        if (!(waiting instanceof AwaitedLine line) || line.turn() != turn) {
            return;
        }
        switch (line.asked()) {
            case REPLY -> {
                out.add(new Refuse(Refusal.NO_REPLY, 1));
                settle();
            }
            case SILENCE -> {
                silenceLines++;
                settle();
            }
            case CLOSING -> end(CompletionReason.TIME_LIMIT);
        }
    }

    private void turnStored(int turn) {
        if (waiting instanceof StoringLearner stored && stored.turn() == turn) {
            out.add(new Acknowledge(turn, stored.text(), stored.confidence()));
            if (ending != null) {
                complete();
            } else if (replies.take(now)) {
                awaitLine(Asked.REPLY);
                long elapsed = clock.elapsed(now);
                out.add(new AskReply(turn, stored.text(), stored.interrupted(), elapsed));
            } else {
                out.add(new Refuse(Refusal.TOO_MANY_REPLIES, replies.retryAfterSeconds(now)));
                settle();
            }
        } else if (waiting instanceof StoringLine line && line.turn() == turn) {
            deliver(line);
        }
    }

    private void deliver(StoringLine line) {
        if (paced && ending == null) {
            deliveringSince = stamp();
            piecesSent = 0;
            var delivering = new Delivering(line);
            waiting = delivering;
            sendPiece(line);
            return;
        }
        for (String piece : line.pieces()) {
            out.add(new Deliver(line.turn(), piece, false, line.prompted()));
        }
        out.add(new Deliver(line.turn(), line.text(), true, line.prompted()));
        out.add(
                paced
                        ? new RecordHeard(line.turn(), line.text(), lastEndedMs)
                        : new TellHeard(line.turn(), line.text()));
        delivered(line);
    }

    private void deliverDue(Delivering delivering) {
        StoringLine line = delivering.line();
        while (piecesSent < line.pieces().size() && now >= pieceDueAt(piecesSent)) {
            sendPiece(line);
        }
        if (now >= deliveredAt(line)) {
            out.add(new Deliver(line.turn(), line.text(), true, line.prompted()));
            lastEndedMs = Math.max(lastEndedMs, clock.elapsed(now));
            out.add(new RecordHeard(line.turn(), line.text(), lastEndedMs));
            delivered(line);
        }
    }

    private void sendPiece(StoringLine line) {
        out.add(new Deliver(line.turn(), line.pieces().get(piecesSent), false, line.prompted()));
        piecesSent++;
    }

    private long deliveryWakeAt(Delivering delivering) {
        StoringLine line = delivering.line();
        return piecesSent < line.pieces().size() ? pieceDueAt(piecesSent) : deliveredAt(line);
    }

    private long pieceDueAt(int piece) {
        return deliveringSince + (long) piece * Line.wordsAPhrase() * settings.perWord().toMillis();
    }

    private long deliveredAt(StoringLine line) {
        return deliveringSince + Line.wordCount(line.text()) * settings.perWord().toMillis();
    }

    private void delivered(StoringLine line) {
        if (line.leaves() && ending == null) {
            if (clock.reached(durationMs, now)) {
                waiting = new Nothing();
                end(CompletionReason.TIME_LIMIT);
                return;
            }
            takenLeave = true;
            out.add(new Guide(Issue.CONFIRM_END));
        }
        settle();
    }

    /** Stops a line that is being spoken; what had its time counts as heard. */
    private void cut(Delivering delivering) {
        StoringLine line = delivering.line();
        int heardWords = (int) ((stamp() - deliveringSince) / settings.perWord().toMillis());
        String heard = Line.firstWords(line.text(), heardWords);
        lastEndedMs = Math.max(lastEndedMs, clock.elapsed(now));
        out.add(new ShowInterrupted(line.turn(), heard));
        out.add(new RecordHeard(line.turn(), heard, lastEndedMs));
        waiting = new Nothing();
    }

    private void interrupt() {
        if (paused || ending != null) {
            return;
        }
        if (waiting instanceof Delivering line) {
            cut(line);
            brokeIn = true;
            settle();
        } else if (waiting instanceof AwaitedLine line && line.asked() != Asked.CLOSING) {
            out.add(new CancelReply(line.turn()));
            settle();
        }
    }

    // Pauses and the end

    private void pause(String reason) {
        if (ending != null) {
            return;
        }
        if (!paused) {
            paused = true;
            pausedAt = now;
            clock.stop(now);
            utterance = null;
            out.add(new PauseSession(reason));
        }
        shown = null;
        show();
    }

    private void resume() {
        if (ending != null) {
            return;
        }
        if (paused) {
            paused = false;
            long pausedFor = now - pausedAt;
            silenceSince += pausedFor;
            waitingSince += pausedFor;
            deliveringSince += pausedFor;
            clock.start(now);
            out.add(new ResumeSession());
        }
        shown = null;
        show();
        out.add(clock.show(now));
        PatientReply reply = deferredReply;
        deferredReply = null;
        if (reply != null) {
            patientReply(reply);
        }
    }

    private void stop(boolean confirm) {
        if (confirm) {
            end(takenLeave ? CompletionReason.CLOSED : CompletionReason.STOPPED);
        } else if (ending == null) {
            out.add(new Guide(Issue.CONFIRM_END));
        }
    }

    private void end(CompletionReason reason) {
        if (ending != null) {
            return;
        }
        ending = reason;
        switch (waiting) {
            case Nothing _, Recognising _ -> complete();
            case AwaitedLine line -> {
                out.add(new CancelReply(line.turn()));
                complete();
            }
            case Delivering line -> {
                cut(line);
                complete();
            }
            case StoringLearner _, StoringLine _, Completing _ -> {} // first what is being stored
        }
    }

    private void complete() {
        CompletionReason reason = ending;
        if (reason == null) {
            return;
        }
        while (waitingTexts.poll() != null) {
            out.add(new Refuse(Refusal.ENDING, 0));
        }
        waiting = new Completing();
        out.add(new Complete(reason));
    }

    /** The exchange is over: end, go on with what was typed meanwhile, or listen. */
    private void settle() {
        waiting = new Nothing();
        if (ending != null) {
            complete();
            return;
        }
        LearnerText next = waitingTexts.poll();
        if (next != null) {
            storeTyped(next, false);
        } else {
            listen();
        }
    }

    private void listen() {
        waiting = new Nothing();
        phase = Phase.LISTENING;
        silenceSince = stamp();
        hinted = false;
        show();
    }

    /** Now, or the moment of the pause: what is stamped in a pause moves on with it. */
    private long stamp() {
        return paused ? pausedAt : now;
    }

    private void show() {
        Phase visible = phase();
        if (visible != shown) {
            shown = visible;
            out.add(new ShowState(visible));
        }
    }

    /** A stretch of the learner's speech, pauses included, that may become a turn. */
    private static final class Utterance {
        final long startedAt;
        long lastSpeechAt;
        boolean endHinted;
        @Nullable String textSoFar;

        Utterance(long startedAt) {
            this.startedAt = startedAt;
            this.lastSpeechAt = startedAt;
        }
    }

    private enum Asked {
        REPLY,
        SILENCE,
        CLOSING
    }

    /** What the conversation waits for. */
    private sealed interface Waiting {}

    private record Nothing() implements Waiting {}

    private record StoringLearner(
            int turn, String text, @Nullable Double confidence, boolean interrupted)
            implements Waiting {}

    private record AwaitedLine(Asked asked, int turn) implements Waiting {}

    private record StoringLine(
            int turn, String text, boolean prompted, boolean leaves, List<String> pieces)
            implements Waiting {}

    private record Delivering(StoringLine line) implements Waiting {}

    private record Recognising(long startedMs, long endedMs) implements Waiting {}

    private record Completing() implements Waiting {}
}
