package com.oetpraxis.realtime.stream;

import com.oetpraxis.realtime.recognition.LearnerSpeech;
import com.oetpraxis.realtime.session.SessionClient;
import com.oetpraxis.realtime.session.SessionWriter;
import com.oetpraxis.realtime.session.StoredTurn;
import com.oetpraxis.realtime.stream.ClientMessage.SessionStart;
import com.oetpraxis.realtime.turntaking.TurnCommand;
import com.oetpraxis.realtime.turntaking.TurnEvent;
import com.oetpraxis.realtime.turntaking.TurnSettings;
import com.oetpraxis.realtime.turntaking.TurnTaking;
import java.util.ArrayDeque;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The talk of one connection, from the moment session-service has given it the session: tells the
 * state machine what happens and carries out what it decides.
 */
final class LiveTalk {

    private static final Logger log = LoggerFactory.getLogger(LiveTalk.class);

    private static final int REFUSED_CLOSES = 120;
    private static final int FRAME_BYTES_UNDECLARED = 19_200;

    private final LiveStream stream;
    private final MessageSender sender;
    private final @Nullable Microphone microphone;
    private final SessionClient.Connection session;
    private final SessionStart start;
    private final TurnTrace trace;
    private final SessionWriter writer;
    private final TurnTaking turnTaking;
    private final SessionPauses pauses;
    private final StoredTurns turns;
    private final PatientSide patient;
    private final LastMinute refusals = new LastMinute();
    private final ArrayDeque<TurnEvent> events = new ArrayDeque<>();
    private boolean feeding;
    private volatile long wakeAt = TurnTaking.NEVER;

    /**
     * @param dropped whether a pause of the session is only a lost connection's, and over now
     */
    LiveTalk(
            LiveStream stream,
            StreamServices services,
            MessageSender sender,
            @Nullable Microphone microphone,
            SessionClient.Connection session,
            SessionStart start,
            boolean dropped) {
        this.stream = stream;
        this.sender = sender;
        this.microphone = microphone;
        this.session = session;
        this.start = start;
        trace = new TurnTrace(services.metrics(), services.json());
        writer =
                new SessionWriter(
                        services.sessions(),
                        session.sessionId(),
                        session.epoch(),
                        services.threads(),
                        refusal -> stream.execute(() -> stream.writeRefused(refusal)));
        if (session.paused() && dropped) {
            writer.resume();
        }
        turnTaking =
                new TurnTaking(
                        TurnSettings.STANDARD,
                        Openings.of(session, session.paused() && !dropped, start.detection()));
        pauses = new SessionPauses(session.sessionId(), turnTaking, writer, services, stream);
        turns =
                new StoredTurns(
                        session.turns(),
                        writer,
                        sender,
                        stream,
                        microphone,
                        services.metrics(),
                        trace);
        patient =
                new PatientSide(services, session, turns, stream, microphone, trace, stream::ready);
    }

    /** Opens the talk, or takes it up where it was. */
    void begin() {
        log.info(
                "Session {} is live with epoch {}, {} turns stored",
                session.sessionId(),
                session.epoch(),
                session.turns().size());
        if (microphone != null) {
            microphone.join(this);
        }
        var timer = ServerMessage.Timer.of(turnTaking.timer());
        var resumption = new Resumption(sender, session, start.resumeFrom());
        resumption.beforeReady();
        ServerMessage.Abilities able = patient.tell();
        stream.send(
                new ServerMessage.SessionReady(
                        session.sessionId(),
                        session.title(),
                        timer,
                        session.turns().isEmpty() ? 0 : session.turns().getLast().turn(),
                        new ServerMessage.Limits(
                                microphone == null
                                        ? FRAME_BYTES_UNDECLARED
                                        : microphone.format().maxFrameBytes(),
                                MessageReader.LONGEST_TEXT,
                                TurnSettings.STANDARD.hardStopAfter().toSeconds()),
                        session.persona(),
                        able.recogniser(),
                        able.speaker()));
        resumption.afterReady();
        patient.use();
        feed(new TurnEvent.Started());
    }

    // What happens

    void received(ClientMessage message) {
        switch (message) {
            case ClientMessage.Text text ->
                    feed(new TurnEvent.LearnerText(text.text(), text.words()));
            case ClientMessage.Audio chunk -> {
                if (microphone == null) {
                    stream.send(Microphone.undeclared());
                } else {
                    microphone.take(chunk);
                }
            }
            case ClientMessage.EndOfTurn _ -> {
                if (microphone == null) {
                    feed(new TurnEvent.EndOfTurn(false));
                } else {
                    microphone.endOfTurn();
                }
            }
            case ClientMessage.Interrupt interrupt -> {
                if (interrupt.played() != null) {
                    played(interrupt.played());
                }
                feed(new TurnEvent.Interrupt());
            }
            case ClientMessage.Pause pause -> feed(new TurnEvent.Pause(pause.reason()));
            case ClientMessage.Resume _ -> feed(new TurnEvent.Resume());
            case ClientMessage.Stop stop -> feed(new TurnEvent.Stop(stop.confirm()));
            case ClientMessage.Subscribe subscribe -> sender.subscribe(subscribe.events());
            case SessionStart _ ->
                    stream.send(
                            StreamError.field("type", "must not be session_start a second time"));
            case ClientMessage.Played played -> played(played);
            case ClientMessage.Ping _ -> {}
        }
    }

    private void played(ClientMessage.Played played) {
        feed(new TurnEvent.Played(played.turn(), played.sequence(), played.offsetMs()));
    }

    boolean isPatientSpeaking() {
        return turnTaking.isPatientSpeaking();
    }

    void recognise(int utterance, int stretch, boolean isFinal, short[] samples) {
        patient.recognise(utterance, stretch, isFinal, samples);
    }

    void recognised(LearnerSpeech.Recognised utterance) {
        trace.recognised(stream.now(), utterance.last());
        feed(
                new TurnEvent.Recognised(
                        MessageReader.clipped(utterance.text()),
                        utterance.confidence(),
                        utterance.words()));
    }

    SessionPauses pauses() {
        return pauses;
    }

    /** When {@link TurnEvent.Tick} is due; on any thread. */
    long wakeAt() {
        return wakeAt;
    }

    void feed(TurnEvent event) {
        events.addLast(event);
        if (feeding) {
            return; // what follows from a command comes after the commands given with it
        }
        feeding = true;
        try {
            while (!events.isEmpty()) {
                feedNext(events.removeFirst());
            }
        } finally {
            feeding = false;
            events.clear();
        }
    }

    private void feedNext(TurnEvent event) {
        if (!stream.isLive()) {
            return;
        }
        for (TurnCommand command : turnTaking.accept(stream.now(), event)) {
            perform(command);
        }
        if (!stream.isLive()) {
            return;
        }
        wakeAt = turnTaking.wakeAt();
        if (microphone != null) {
            microphone.deaf(pauses.isPaused());
            if (event instanceof TurnEvent.Recognised) {
                microphone.forgetUnlessTurn();
            }
        }
    }

    // What the state machine decides

    private void perform(TurnCommand command) {
        switch (command) {
            case TurnCommand.ShowState state ->
                    stream.send(new ServerMessage.State(state.phase().wire()));
            case TurnCommand.ShowTimer timer -> stream.send(ServerMessage.Timer.of(timer));
            case TurnCommand.ShowHint _ -> stream.send(Guidances.hint());
            case TurnCommand.Guide guide -> stream.send(Guidances.of(guide.issue()));
            case TurnCommand.Refuse refuse -> refuse(refuse);
            case TurnCommand.StoreTurn store -> turns.store(store, patient.lastReply());
            case TurnCommand.Acknowledge turn ->
                    stream.send(
                            new ServerMessage.Transcript(
                                    StoredTurn.LEARNER,
                                    turn.text(),
                                    turn.confidence() == null ? 1 : turn.confidence(),
                                    turn.turn(),
                                    true));
            case TurnCommand.Deliver piece -> deliver(piece);
            case TurnCommand.Speak piece -> patient.speak(piece);
            case TurnCommand.ShowInterim words ->
                    stream.send(
                            new ServerMessage.Transcript(
                                    StoredTurn.LEARNER, words.text(), 0, words.turn(), false));
            case TurnCommand.ShowInterrupted cut ->
                    stream.send(new ServerMessage.Interrupted(cut.turn(), cut.spokenText()));
            case TurnCommand.RecordHeard heard -> {
                turns.heard(heard);
                patient.heard(heard.turn(), heard.heardText());
            }
            case TurnCommand.TellHeard heard -> patient.heard(heard.turn(), heard.heardText());
            case TurnCommand.AskReply ask -> patient.reply(ask);
            case TurnCommand.PrepareReply ask -> patient.prepare(ask);
            case TurnCommand.AskSilenceLine ask -> patient.silence(ask);
            case TurnCommand.AskClosing ask -> patient.timeUp(ask);
            case TurnCommand.CancelReply cancel -> patient.cancel(cancel);
            case TurnCommand.FinishUtterance finished -> {
                trace.decided(stream.now(), finished.silentMs());
                if (microphone != null) {
                    microphone.finish(finished.startedMs(), finished.recognise());
                }
            }
            case TurnCommand.DropUtterance _ -> {
                if (microphone != null) {
                    microphone.drop();
                }
            }
            case TurnCommand.PauseSession pause -> pauses.pause(pause.reason());
            case TurnCommand.ResumeSession _ -> pauses.resume();
            case TurnCommand.Complete complete ->
                    writer.complete(
                            complete.reason().name().toLowerCase(Locale.ROOT),
                            completion -> stream.execute(() -> stream.completed(completion)));
        }
    }

    private void deliver(TurnCommand.Deliver piece) {
        if (!turnTaking.isPatientVoiced()) {
            trace.heard(stream.now());
        }
        stream.send(
                new ServerMessage.Response(
                        piece.text(),
                        piece.turn(),
                        StoredTurn.PATIENT,
                        piece.last(),
                        piece.prompted()));
    }

    private void refuse(TurnCommand.Refuse refuse) {
        stream.send(Guidances.error(refuse));
        if (refuse.refusal() == TurnCommand.Refusal.TOO_MANY_UTTERANCES
                && refusals.count(stream.now()) >= REFUSED_CLOSES) {
            stream.letGo(StreamClose.TOO_MANY);
        }
    }

    /** Forgets all that was said. */
    void close() {
        wakeAt = TurnTaking.NEVER;
        turns.forget();
        patient.close();
    }
}
