package com.oetpraxis.realtime.turntaking;

import com.oetpraxis.realtime.turntaking.TurnCommand.Acknowledge;
import com.oetpraxis.realtime.turntaking.TurnCommand.AskClosing;
import com.oetpraxis.realtime.turntaking.TurnCommand.AskReply;
import com.oetpraxis.realtime.turntaking.TurnCommand.AskSilenceLine;
import com.oetpraxis.realtime.turntaking.TurnCommand.CancelReply;
import com.oetpraxis.realtime.turntaking.TurnCommand.Complete;
import com.oetpraxis.realtime.turntaking.TurnCommand.CompletionReason;
import com.oetpraxis.realtime.turntaking.TurnCommand.Deliver;
import com.oetpraxis.realtime.turntaking.TurnCommand.DropUtterance;
import com.oetpraxis.realtime.turntaking.TurnCommand.FinishUtterance;
import com.oetpraxis.realtime.turntaking.TurnCommand.Guide;
import com.oetpraxis.realtime.turntaking.TurnCommand.Issue;
import com.oetpraxis.realtime.turntaking.TurnCommand.PauseSession;
import com.oetpraxis.realtime.turntaking.TurnCommand.PrepareReply;
import com.oetpraxis.realtime.turntaking.TurnCommand.Refusal;
import com.oetpraxis.realtime.turntaking.TurnCommand.Refuse;
import com.oetpraxis.realtime.turntaking.TurnCommand.ResumeSession;
import com.oetpraxis.realtime.turntaking.TurnCommand.ShowHint;
import com.oetpraxis.realtime.turntaking.TurnCommand.ShowInterim;
import com.oetpraxis.realtime.turntaking.TurnCommand.ShowInterrupted;
import com.oetpraxis.realtime.turntaking.TurnCommand.ShowState;
import com.oetpraxis.realtime.turntaking.TurnCommand.ShowTimer;
import com.oetpraxis.realtime.turntaking.TurnCommand.StoreTurn;
import com.oetpraxis.realtime.turntaking.TurnCommand.TellHeard;
import com.oetpraxis.realtime.turntaking.TurnEvent.LearnerText;
import com.oetpraxis.realtime.turntaking.TurnEvent.PatientReply;
import com.oetpraxis.realtime.turntaking.TurnEvent.Recognised;
import com.oetpraxis.realtime.turntaking.TurnEvent.SentenceReady;
import com.oetpraxis.realtime.turntaking.Waiting.Asked;
import com.oetpraxis.realtime.turntaking.Waiting.AwaitedLine;
import com.oetpraxis.realtime.turntaking.Waiting.Completing;
import com.oetpraxis.realtime.turntaking.Waiting.Delivering;
import com.oetpraxis.realtime.turntaking.Waiting.Nothing;
import com.oetpraxis.realtime.turntaking.Waiting.Recognising;
import com.oetpraxis.realtime.turntaking.Waiting.StoringLearner;
import com.oetpraxis.realtime.turntaking.Waiting.StoringLine;
import com.oetpraxis.realtime.turntaking.Waiting.Suspended;
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

    private final TurnSettings settings;
    private final Opening opening;
    private final SessionClock clock;
    private final TurnLog log;
    private final Silence silence;
    private final Hearing hearing;
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

    private boolean recogniser;
    private boolean paced;
    private boolean voiced;
    private boolean missingRecogniserTold;
    private boolean brokeIn;
    private final List<SentenceReady> earlySentences = new ArrayList<>();

    /** A conversation as it stands; {@link TurnEvent.Started} sets it going. */
    public TurnTaking(TurnSettings settings, Opening opening) {
        this(settings, opening, EndOfTurn.Listens.ALL);
    }

    /** With only some of the signals that end a turn, to measure what each is worth. */
    TurnTaking(TurnSettings settings, Opening opening, EndOfTurn.Listens listens) {
        this.settings = settings;
        this.opening = opening;
        clock = new SessionClock(opening.duration(), settings.hardStopAfter(), opening.active());
        log = new TurnLog(opening.nextTurn(), opening.lastEndedMs());
        silence = new Silence(settings, opening.silenceLines());
        hearing = new Hearing(settings, opening.detection(), listens);
        utterances = new SlidingCount(settings.utterancesPerMinute());
        replies = new SlidingCount(settings.repliesPerMinute());
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

    /** Whether a line of the patient is being heard, or was stopped for the time being. */
    public boolean isPatientSpeaking() {
        return waiting instanceof Delivering || waiting instanceof Suspended;
    }

    /** Whether the line that is being heard has sound. */
    public boolean isPatientVoiced() {
        return waiting instanceof Delivering speaking && speaking.line().isVoiced();
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
        long at = Math.min(clock.nextShowAt(), clock.hardStopAt());
        return switch (waiting) {
            case Nothing _ -> Math.min(at, listeningWakeAt());
            case AwaitedLine line -> Math.min(at, lineWakeAt(line));
            case Recognising _ -> Math.min(at, recognisingWakeAt());
            case Delivering speaking ->
                    Math.min(
                            at, Math.min(speaking.line().wakeAt(), hearing.listenersSoundOverAt()));
            case Suspended _ -> Math.min(at, falseAlarmAt());
            case StoringLearner _, StoringLine _, Completing _ -> at;
        };
    }

    private void handle(TurnEvent event) {
        switch (event) {
            case TurnEvent.Started _ -> started();
            case TurnEvent.PatientReady ready -> {
                recogniser = ready.recogniser();
                paced = ready.paced();
                voiced = ready.voiced();
            }
            case LearnerText text -> learnerText(text);
            case TurnEvent.Speech speech -> speech(speech.startedAgoMs());
            case TurnEvent.SpeechStopped stopped -> speechStopped(stopped.silentForMs());
            case TurnEvent.InterimText interim -> interim(interim);
            case TurnEvent.PauseSounds pause -> hearing.pauseSounds(pause.over());
            case TurnEvent.Listened _ -> hearing.listened(now);
            case TurnEvent.RecogniserBusy _ -> {
                if (waiting instanceof Recognising) {
                    tellDelay();
                }
            }
            case Recognised recognised -> recognised(recognised);
            case TurnEvent.EndOfTurn end -> endOfTurn(end.audioSinceLast());
            case PatientReply reply -> patientReply(reply);
            case TurnEvent.ReplyFailed failed -> replyFailed(failed.turn());
            case SentenceReady sentence -> sentenceReady(sentence);
            case TurnEvent.SentenceFailed failed -> {
                Delivery line = line(failed.turn());
                if (line != null) {
                    line.sentenceFailed(failed.sentence(), stamp());
                }
            }
            case TurnEvent.Played played -> {
                Delivery line = line(played.turn());
                if (line != null) {
                    line.played(played.sequence(), played.offsetMs(), now);
                }
            }
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
            out.add(log.heardBefore(unfinished.turn(), unfinished.plannedText()));
        }
        silence.begins(now);
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
        if (clock.isHardStop(now)) {
            end(CompletionReason.TIME_LIMIT);
            return;
        }
        switch (waiting) {
            case Nothing _ -> passTimeListening();
            case AwaitedLine line -> passTimeAwaiting(line);
            case Recognising _ -> passTimeRecognising();
            case Delivering speaking -> {
                dropListenersSound();
                deliverDue(speaking.line());
            }
            case Suspended suspended -> passTimeSuspended(suspended);
            case StoringLearner _, StoringLine _, Completing _ -> {}
        }
    }

    private void passTimeListening() {
        Utterance spoken = hearing.utterance();
        if (spoken != null) {
            if (now >= hearing.endsAt(spoken)) {
                finishUtterance(spoken);
            }
        } else if (clock.isTimeUp(now)) {
            phase = Phase.PROCESSING;
            awaitLine(Asked.CLOSING);
            show();
            out.add(new AskClosing(log.next()));
        } else {
            switch (silence.due(now)) {
                case HINT -> out.add(new ShowHint());
                case LINE -> {
                    phase = Phase.PROCESSING;
                    awaitLine(Asked.SILENCE);
                    out.add(new AskSilenceLine(silence.lines() + 1, log.next()));
                }
                case END -> end(CompletionReason.CLOSED);
                case NOTHING -> {}
            }
        }
    }

    private void passTimeRecognising() {
        if (waitedFor(settings.replyAtMost())) {
            out.add(new Refuse(Refusal.NOT_UNDERSTOOD, 1));
            settle();
        } else if (waitedFor(settings.replyPatience())) {
            tellDelay();
        }
    }

    private long recognisingWakeAt() {
        Duration patience = delayTold ? settings.replyAtMost() : settings.replyPatience();
        return waitingSince + patience.toMillis();
    }

    private void tellDelay() {
        if (!delayTold) {
            delayTold = true;
            out.add(new Guide(Issue.TIMEOUT));
        }
    }

    private void passTimeAwaiting(AwaitedLine line) {
        switch (line.asked()) {
            case REPLY -> {
                if (waitedFor(settings.replyAtMost())) {
                    out.add(new CancelReply(line.turn()));
                    out.add(new Refuse(Refusal.NO_REPLY, 1));
                    settle();
                } else if (waitedFor(settings.replyPatience())) {
                    tellDelay();
                }
            }
            case SILENCE -> {
                if (waitedFor(settings.replyPatience())) {
                    silence.countLine();
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
        Utterance spoken = hearing.utterance();
        return spoken == null
                ? Math.min(clock.timeUpAt(), silence.wakeAt())
                : hearing.endsAt(spoken);
    }

    private long lineWakeAt(AwaitedLine line) {
        Duration patience =
                line.asked() == Asked.REPLY && delayTold
                        ? settings.replyAtMost()
                        : settings.replyPatience();
        return waitingSince + patience.toMillis();
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
            case Delivering speaking -> {
                cut(speaking.line());
                storeTyped(text, true);
            }
            case Suspended suspended -> {
                breakOff(suspended);
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
        dropUtterance();
        storeLearner(log.typed(text, clock.elapsed(now)), interrupted);
    }

    private void storeLearner(StoreTurn turn, boolean interrupted) {
        silence.isBroken();
        phase = Phase.PROCESSING;
        show();
        waiting =
                new StoringLearner(
                        turn.turn(), turn.text(), turn.confidence(), interrupted || brokeIn);
        brokeIn = false;
        out.add(turn);
    }

    private void speech(long startedAgoMs) {
        if (paused || ending != null) {
            return;
        }
        Utterance spoken =
                hearing.speech(now, startedAgoMs, isPatientSpeaking(), waiting instanceof Nothing);
        if (spoken.callOffReply()) {
            out.add(new CancelReply(log.next() + 1));
        }
        takeFloor(spoken);
    }

    private void interim(TurnEvent.InterimText interim) {
        Utterance spoken = hearing.utterance();
        if (spoken == null || ending != null) {
            return;
        }
        boolean news = !interim.text().equals(spoken.text);
        spoken.recognised(interim.text(), interim.current(), interim.hesitating());
        if (paused) {
            return;
        }
        takeFloor(spoken);
        if (waiting instanceof Nothing && !spoken.leavesTheFloor()) {
            if (news && !interim.text().isBlank()) {
                out.add(new ShowInterim(log.next(), interim.text()));
            }
            prepareReply(spoken);
        }
    }

    /** Speech while it is not the learner's turn: nothing, an interruption, or perhaps one. */
    private void takeFloor(Utterance spoken) {
        long sureMs = settings.sureInterruption().toMillis();
        var verdict = BargeIn.judge(spoken.runMs(), spoken.text, recogniser, sureMs);
        switch (waiting) {
            case Delivering speaking when verdict == BargeIn.Verdict.SURE -> {
                cut(speaking.line());
                brokeIn = true;
                listen();
            }
            case Delivering speaking when verdict == BargeIn.Verdict.PERHAPS -> {
                String heard = speaking.line().stop(now);
                out.add(new ShowInterrupted(speaking.line().turn(), heard));
                suspend(speaking.line(), heard);
            }
            case Suspended suspended when verdict == BargeIn.Verdict.SURE -> {
                breakOff(suspended);
                brokeIn = true;
                listen();
            }
            case AwaitedLine line
                    when recogniser
                            && line.asked() != Asked.CLOSING
                            && verdict == BargeIn.Verdict.SURE -> {
                out.add(new CancelReply(line.turn()));
                listen();
            }
            default -> {}
        }
    }

    private void speechStopped(long silentForMs) {
        hearing.speechStopped(now - silentForMs);
        if (waiting instanceof Delivering && !recogniser) {
            dropUtterance(); // a listener's sound
        }
    }

    private void dropListenersSound() {
        if (now >= hearing.listenersSoundOverAt()) {
            dropUtterance();
        }
    }

    private void dropUtterance() {
        if (hearing.utterance() != null) {
            hearing.forget();
            out.add(new DropUtterance());
        }
    }

    private void suspend(Delivery line, String heard) {
        waiting = new Suspended(line, heard);
        phase = Phase.LISTENING;
        show();
    }

    private void passTimeSuspended(Suspended suspended) {
        if (now >= falseAlarmAt()) {
            Utterance spoken = hearing.utterance();
            if (spoken != null && spoken.textCurrent) {
                dropUtterance();
            } // else what is not known yet may still turn out to be words
            suspended.line().run(now);
            waiting = new Delivering(suspended.line());
            phase = Phase.SPEAKING;
            show();
            deliverDue(suspended.line());
        }
    }

    private long falseAlarmAt() {
        Utterance spoken = hearing.utterance();
        return spoken == null ? now : spoken.falseAlarmAt();
    }

    private void prepareReply(Utterance spoken) {
        String text = spoken.prepareReply();
        if (text != null) {
            out.add(new PrepareReply(log.next(), text, brokeIn, clock.elapsed(now)));
        }
    }

    private void endOfTurn(boolean audioSinceLast) {
        if (paused || ending != null) {
            return;
        }
        Utterance spoken = hearing.utterance();
        if (spoken != null) {
            spoken.endHinted = true;
        } else if (audioSinceLast && waiting instanceof Nothing) {
            finishUtterance(new Utterance(now, false));
        }
    }

    private void finishUtterance(Utterance spoken) {
        hearing.forget();
        long elapsed = clock.elapsed(now);
        long startedMs = Math.max(0, elapsed - (now - spoken.startedAt));
        long endedMs = Math.max(startedMs, elapsed - (now - spoken.lastSpeechAt));
        out.add(new FinishUtterance(startedMs, endedMs, now - spoken.lastSpeechAt, recogniser));
        if (recogniser) {
            phase = Phase.PROCESSING;
            waiting = new Recognising(startedMs, endedMs, spoken.overPatient);
            waitingSince = now;
            delayTold = false;
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
        boolean nothing =
                recognised.text().isBlank()
                        || (spoken.overPatient() && Backchannel.only(recognised.text()));
        if (nothing) {
            settle();
        } else if (utterances.take(now)) {
            storeLearner(log.spoken(recognised, spoken), false);
        } else {
            out.add(new Refuse(Refusal.TOO_MANY_UTTERANCES, utterances.retryAfterSeconds(now)));
            settle();
        }
    }

    // The patient's side

    private void awaitLine(Asked asked) {
        waiting = new AwaitedLine(asked, log.next());
        waitingSince = stamp();
        delayTold = false;
        earlySentences.clear(); // of a line given up, whose number this one has
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

    private void storeLine(AwaitedLine awaited, PatientReply reply) {
        if (reply.text().isBlank()) {
            replyFailed(reply.turn());
            return;
        }
        boolean leaves = awaited.asked() == Asked.CLOSING || reply.closing();
        boolean prompted = reply.prompted() || awaited.asked() == Asked.SILENCE;
        if (awaited.asked() == Asked.SILENCE) {
            silence.countLine();
        }
        StoreTurn turn = log.patients(reply.text(), prompted, paced, clock.elapsed(now));
        var line =
                new Delivery(
                        turn.turn(),
                        reply.text(),
                        prompted,
                        leaves,
                        settings.perWord().toMillis(),
                        paced && voiced);
        waiting = new StoringLine(line);
        for (SentenceReady sentence : earlySentences) {
            sentenceReady(sentence);
        }
        earlySentences.clear();
        phase = Phase.SPEAKING;
        show();
        out.add(turn);
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
                silence.countLine();
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
        } else if (waiting instanceof StoringLine storing && storing.line().turn() == turn) {
            deliver(storing.line());
        }
    }

    private void sentenceReady(SentenceReady sentence) {
        Delivery line = line(sentence.turn());
        if (line != null) {
            line.sentence(
                    sentence.sentence(),
                    sentence.text(),
                    sentence.durationMs(),
                    sentence.last(),
                    stamp());
        } else if (waiting instanceof AwaitedLine awaited && awaited.turn() == sentence.turn()) {
            earlySentences.add(sentence);
        }
    }

    /** The line under this number, where it is on its way. */
    private @Nullable Delivery line(int turn) {
        Delivery line =
                switch (waiting) {
                    case StoringLine storing -> storing.line();
                    case Delivering speaking -> speaking.line();
                    case Suspended suspended -> suspended.line();
                    default -> null;
                };
        return line != null && line.turn() == turn ? line : null;
    }

    private void deliver(Delivery line) {
        if (paced && ending == null) {
            Utterance spoken = hearing.utterance();
            if (recogniser && spoken != null && spoken.isStillSpeaking(now)) {
                suspend(line, ""); // the learner has gone on speaking: not into their words
                return;
            }
            line.run(stamp());
            waiting = new Delivering(line);
            line.advance(stamp(), out);
            return;
        }
        for (String piece : Line.sentences(line.text())) {
            out.add(new Deliver(line.turn(), piece, false, line.prompted()));
        }
        out.add(new Deliver(line.turn(), line.text(), true, line.prompted()));
        out.add(
                paced
                        ? log.heardBefore(line.turn(), line.text())
                        : new TellHeard(line.turn(), line.text()));
        delivered(line);
    }

    private void deliverDue(Delivery line) {
        line.advance(now, out);
        if (line.isOver(now)) {
            out.add(new Deliver(line.turn(), line.text(), true, line.prompted()));
            out.add(log.heard(line.turn(), line.text(), clock.elapsed(now)));
            delivered(line);
        }
    }

    private void delivered(Delivery line) {
        if (line.leaves() && ending == null) {
            if (clock.isTimeUp(now)) {
                waiting = new Nothing();
                end(CompletionReason.TIME_LIMIT);
                return;
            }
            silence.takeLeave();
            out.add(new Guide(Issue.CONFIRM_END));
        }
        settle();
    }

    /** Stops a line that is being spoken; what had its time, or was played, counts as heard. */
    private void cut(Delivery line) {
        String heard = line.stop(stamp());
        out.add(new ShowInterrupted(line.turn(), heard));
        breakOff(new Suspended(line, heard));
    }

    /** A line that was stopped is not taken up again. */
    private void breakOff(Suspended suspended) {
        Delivery line = suspended.line();
        if (line.isVoiced()) {
            out.add(new CancelReply(line.turn()));
        }
        out.add(log.heard(line.turn(), suspended.heard(), clock.elapsed(now)));
        waiting = new Nothing();
    }

    private void interrupt() {
        if (paused || ending != null) {
            return;
        }
        if (waiting instanceof Delivering speaking) {
            cut(speaking.line());
            brokeIn = true;
            settle();
        } else if (waiting instanceof Suspended suspended) {
            breakOff(suspended);
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
            silence.shift(pausedFor);
            waitingSince += pausedFor;
            hearing.shift(pausedFor);
            if (waiting instanceof Delivering speaking) {
                speaking.line().shift(pausedFor);
            }
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
            end(silence.hasTakenLeave() ? CompletionReason.CLOSED : CompletionReason.STOPPED);
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
            case Delivering speaking -> {
                cut(speaking.line());
                complete();
            }
            case Suspended suspended -> {
                breakOff(suspended);
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
        silence.begins(stamp());
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
}
