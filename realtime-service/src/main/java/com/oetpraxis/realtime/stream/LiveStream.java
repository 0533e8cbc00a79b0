package com.oetpraxis.realtime.stream;

import com.oetpraxis.realtime.audio.AudioFault;
import com.oetpraxis.realtime.audio.AudioFormat;
import com.oetpraxis.realtime.audio.AudioLine;
import com.oetpraxis.realtime.patient.PatientConnector.Casting;
import com.oetpraxis.realtime.patient.PatientLine;
import com.oetpraxis.realtime.patient.PatientListener;
import com.oetpraxis.realtime.recognition.LearnerSpeech;
import com.oetpraxis.realtime.recognition.Transcript;
import com.oetpraxis.realtime.session.SessionClient;
import com.oetpraxis.realtime.session.SessionClient.Completion;
import com.oetpraxis.realtime.session.SessionWriter;
import com.oetpraxis.realtime.session.StoredTurn;
import com.oetpraxis.realtime.stream.Admission.Admitted;
import com.oetpraxis.realtime.stream.Admission.Refused;
import com.oetpraxis.realtime.stream.ClientMessage.SessionStart;
import com.oetpraxis.realtime.stream.MessageReader.Unreadable;
import com.oetpraxis.realtime.turntaking.Phase;
import com.oetpraxis.realtime.turntaking.TurnCommand;
import com.oetpraxis.realtime.turntaking.TurnCommand.Deliver;
import com.oetpraxis.realtime.turntaking.TurnCommand.Speaker;
import com.oetpraxis.realtime.turntaking.TurnCommand.StoreTurn;
import com.oetpraxis.realtime.turntaking.TurnEvent;
import com.oetpraxis.realtime.turntaking.TurnSettings;
import com.oetpraxis.realtime.turntaking.TurnTaking;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.web.socket.WebSocketSession;

/**
 * One connection of one learner to one live session: carries what the state machine decides to the
 * client, to session-service and to the patient, and what these answer back to it.
 *
 * <p>Everything that is not an entry point runs in the stream's own loop; whatever waits for
 * another service does so on a borrowed thread and reports back to the loop.
 */
final class LiveStream implements StreamLoop {

    private static final Logger log = LoggerFactory.getLogger(LiveStream.class);

    private static final int MOST_UNREAD = 256;
    private static final int MOST_EARLY = 64;
    private static final int MALFORMED_CLOSES = 3;
    private static final int REFUSED_CLOSES = 120;
    private static final long MINUTE_MS = 60_000;
    private static final long PRESENCE_MS = 5_000;
    private static final int FRAME_BYTES_UNDECLARED = 19_200;

    private final StreamServices services;
    private final LiveStreams streams;
    private final MessageReader reader;
    private final @Nullable URI uri;
    private final HttpHeaders headers;
    private final UUID id = UUID.randomUUID();
    private final EventLoop loop;
    private final Outgoing outgoing;
    private final Semaphore unread = new Semaphore(MOST_UNREAD);
    private final AtomicBoolean tickQueued = new AtomicBoolean();
    private final CopyOnWriteArrayList<StoredTurn> turns = new CopyOnWriteArrayList<>();
    private final ArrayDeque<String> early = new ArrayDeque<>();
    private final ArrayDeque<Long> malformed = new ArrayDeque<>();
    private final ArrayDeque<Long> refusals = new ArrayDeque<>();
    private final ArrayDeque<TurnEvent> events = new ArrayDeque<>();
    private final MessageSender sender;
    private final PatientVoice voice = new PatientVoice();
    private final TurnTrace trace;

    private volatile Stage stage = Stage.ADMITTING;
    private volatile long wakeAt = TurnTaking.NEVER;
    private volatile long lastPing;
    private volatile long readyBy = TurnTaking.NEVER;
    private volatile @Nullable Microphone microphone;
    private volatile @Nullable Admitted admitted;
    private long lastServerPing;
    private long lastPresence;

    private @Nullable SessionStart start;
    private @Nullable Live live;
    private PatientListener.@Nullable Abilities abilities;
    private PatientListener.@Nullable Abilities told;
    private PatientListener.@Nullable Reply lastReply;
    private long askedAt;
    private long storedSince;
    private int clockWrites;
    private boolean clockUnsure;
    private boolean clockKnown;
    private boolean feeding;
    private boolean learnerTurnBegun;

    private enum Stage {
        ADMITTING,
        WAITING,
        STARTING,
        LIVE,
        CLOSED
    }

    /** What there is from the moment session-service has given the session to this connection. */
    private record Live(
            SessionClient.Connection connection,
            SessionWriter writer,
            PatientLine patient,
            TurnTaking turnTaking) {}

    LiveStream(StreamServices services, LiveStreams streams, WebSocketSession socket) {
        this.services = services;
        this.streams = streams;
        this.reader = new MessageReader(services.json());
        this.uri = socket.getUri();
        this.headers = socket.getHandshakeHeaders();
        this.outgoing = new Outgoing(socket, services.threads());
        this.sender =
                new MessageSender(
                        outgoing, services.json(), services.clock(), () -> execute(this::letGo));
        this.trace = new TurnTrace(services.metrics(), services.json());
        this.loop = new EventLoop(services.threads(), this::broken);
        this.lastPing = now();
        this.lastServerPing = lastPing;
        this.lastPresence = lastPing;
    }

    // Entry points, on any thread

    UUID id() {
        return id;
    }

    /** The session, once this connection may have it. */
    @Nullable UUID sessionId() {
        Admitted who = admitted;
        return who == null ? null : who.sessionId();
    }

    void open() {
        services.threads().execute(this::admit);
    }

    void text(String message) {
        unread.acquireUninterruptibly();
        loop.execute(() -> {
            try {
                received(message);
            } finally {
                unread.release();
            }
        });
    }

    void binary(byte[] frame) {
        Microphone line = microphone;
        if (line != null) {
            line.take(frame, null, this::listen);
            return;
        }
        unread.acquireUninterruptibly();
        loop.execute(() -> {
            try {
                earlyFrame(frame);
            } finally {
                unread.release();
            }
        });
    }

    void oversize(boolean binary) {
        loop.execute(() ->
                send(
                        binary
                                ? Microphone.tooLong()
                                : StreamError.of(
                                        StreamError.VALIDATION, "The message is too long.")));
    }

    void disconnected() {
        loop.execute(() -> {
            if (stage != Stage.CLOSED) {
                services.metrics().lost();
                standStill();
                release();
            }
        });
    }

    /** A newer connection of the same learner has the session. */
    void replace() {
        loop.execute(() -> close(StreamClose.REPLACED));
    }

    /** The session was completed by another door. */
    void completedElsewhere(Completion completion) {
        loop.execute(() -> {
            if (stage != Stage.CLOSED) {
                completed(completion);
            }
        });
    }

    /** The session was cancelled or has expired. */
    void cancelledElsewhere() {
        loop.execute(() -> ended(null));
    }

    /**
     * The session was paused or resumed, perhaps by another door, perhaps by ours a while ago:
     * where it does not fit, session-service is asked how the clock stands now.
     */
    void pausedElsewhere(boolean paused) {
        loop.execute(() -> {
            Live current = live;
            if (current == null || stage != Stage.LIVE) {
                clockUnsure = true;
            } else if (isPaused(current) != paused) {
                askForClock(current);
            }
        });
    }

    /**
     * Tells the client to reconnect.
     *
     * @return done once the session stands still, as far as it is ours
     */
    CompletableFuture<Void> shutDown() {
        var stands = new CompletableFuture<Void>();
        loop.execute(() -> {
            standStill(() -> stands.complete(null));
            close(StreamClose.RESTART);
        });
        return stands;
    }

    /** Called every few milliseconds: whatever is due is put into the loop. */
    void pulse(long now) {
        if (now - lastPing >= services.properties().heartbeat().toMillis()) {
            loop.execute(() -> {
                if (stage != Stage.CLOSED) {
                    standStill();
                    close(StreamClose.HEARTBEAT_LOST);
                }
            });
        }
        if (now - lastServerPing >= services.properties().ping().toMillis()) {
            lastServerPing = now;
            outgoing.ping();
        }
        if (now - lastPresence >= PRESENCE_MS && stage == Stage.LIVE) {
            lastPresence = now;
            services.threads().execute(this::checkPresence);
        }
        boolean due =
                now >= wakeAt || now >= readyBy || now >= sender.flushAt() || isFrameWaiting();
        if (due && tickQueued.compareAndSet(false, true)) {
            loop.execute(this::tick);
        }
    }

    private boolean isFrameWaiting() {
        Microphone line = microphone;
        return line != null && line.isWaitingForFrame();
    }

    // Admission and the start

    private void admit() {
        try {
            Admitted who = services.admission().admit(uri, headers);
            loop.execute(() -> admitted(who));
        } catch (Refused refused) {
            loop.execute(() -> refuse(refused));
        } catch (RuntimeException e) { // the edge of a thread
            loop.execute(() -> broken(e));
        }
    }

    private void admitted(Admitted who) {
        if (stage != Stage.ADMITTING) {
            return;
        }
        admitted = who;
        stage = Stage.WAITING;
        streams.enter(who.sessionId(), this);
        services.threads().execute(() -> services.presence().enter(who.sessionId(), id));
        receiveEarly();
    }

    private void refuse(Refused refused) {
        Completion completion = refused.completion();
        if (completion != null) {
            send(message(completion));
        }
        send(refused.error());
        close(refused.close());
    }

    private static boolean isPaused(Live current) {
        return current.turnTaking().phase() == Phase.PAUSED;
    }

    /** Asked behind our own writes; if there have been more by then, the answer is too old. */
    private void askForClock(Live current) {
        int writes = clockWrites;
        current.writer()
                .standing(standing ->
                        loop.execute(() -> {
                            if (stage != Stage.LIVE || standing.isEnded()) {
                                return;
                            }
                            if (writes != clockWrites) {
                                askForClock(current);
                            } else if (standing.isPaused() != isPaused(current)) {
                                setClock(standing.isPaused());
                            }
                        }));
    }

    /** Follows session-service, which is not told what it knows. */
    private void setClock(boolean paused) {
        clockKnown = true;
        try {
            feed(paused ? new TurnEvent.Pause("system") : new TurnEvent.Resume());
        } finally {
            clockKnown = false;
        }
    }

    private void receiveEarly() {
        while (stage == Stage.WAITING || stage == Stage.LIVE) {
            String next = early.pollFirst();
            if (next == null) {
                return;
            }
            received(next);
        }
    }

    private void start(SessionStart message) {
        Admitted who = admitted;
        if (who == null) {
            return;
        }
        try {
            ClientMessage.Format declared = message.format();
            if (declared != null) {
                var format =
                        AudioFormat.of(
                                declared.encoding(), declared.sampleRate(), declared.channels());
                microphone =
                        new Microphone(
                                new AudioLine(format, services.detectors()),
                                this::recognise,
                                services.endOfTurn(),
                                this,
                                services.metrics(),
                                this::recognised);
            }
        } catch (AudioFault fault) {
            send(StreamError.of(fault.code(), messageOf(fault)));
            return;
        }
        start = message;
        sender.batch(message.batch());
        stage = Stage.STARTING;
        services.threads().execute(() -> connect(who));
    }

    private void connect(Admitted who) {
        try {
            SessionClient.Connection connection = services.admission().connect(who);
            boolean dropped = services.presence().takeDropped(who.sessionId());
            loop.execute(() -> connected(connection, dropped));
        } catch (Refused refused) {
            loop.execute(() -> refuse(refused));
        } catch (RuntimeException e) { // the edge of a thread
            loop.execute(() -> broken(e));
        }
    }

    private void connected(SessionClient.Connection connection, boolean dropped) {
        SessionStart asked = start;
        if (stage != Stage.STARTING || asked == null) {
            return;
        }
        turns.addAll(connection.turns());
        var writer =
                new SessionWriter(
                        services.sessions(),
                        connection.sessionId(),
                        connection.epoch(),
                        services.threads(),
                        refusal -> loop.execute(() -> writeRefused(refusal)));
        boolean paused = connection.paused() && !dropped;
        if (connection.paused() && dropped) {
            writer.resume();
        }
        var turnTaking =
                new TurnTaking(
                        TurnSettings.STANDARD, Openings.of(connection, paused, asked.detection()));
        PatientLine patient =
                services.patients()
                        .open(
                                new Casting(
                                        connection.sessionId(),
                                        connection.scenarioId(),
                                        connection.scenarioVersion(),
                                        microphone != null),
                                this::turnsForPatient,
                                new Listener());
        live = new Live(connection, writer, patient, turnTaking);
        readyBy = now() + services.properties().patientWithin().toMillis();
    }

    /** All turns but an unanswered last one, which the patient is asked about anyway. */
    private List<StoredTurn> turnsForPatient() {
        List<StoredTurn> stored = List.copyOf(turns);
        boolean unanswered = !stored.isEmpty() && stored.getLast().isLearners();
        return unanswered ? stored.subList(0, stored.size() - 1) : stored;
    }

    private void ready() {
        readyBy = TurnTaking.NEVER;
        Live current = live;
        SessionStart asked = start;
        if (stage != Stage.STARTING || current == null || asked == null) {
            return;
        }
        stage = Stage.LIVE;
        SessionClient.Connection connection = current.connection();
        log.info(
                "Session {} is live with epoch {}, {} turns stored",
                connection.sessionId(),
                connection.epoch(),
                connection.turns().size());
        TurnCommand.ShowTimer timer = current.turnTaking().timer();
        PatientListener.Abilities able = abilities;
        Microphone line = microphone;
        long highest = Math.max(sender.seq(), connection.lastSeq());
        Long resumeFrom = asked.resumeFrom();
        if (resumeFrom != null) {
            sender.raiseTo(firstFree(resumeFrom, connection.turns()) - 1);
            highest = Math.max(highest, resumeFrom);
        } else {
            sender.raiseTo(highest);
        }
        send(
                new ServerMessage.SessionReady(
                        connection.sessionId(),
                        connection.title(),
                        new ServerMessage.Timer(timer.remainingSeconds(), wire(timer.level())),
                        connection.turns().isEmpty() ? 0 : connection.turns().getLast().turn(),
                        new ServerMessage.Limits(
                                line == null
                                        ? FRAME_BYTES_UNDECLARED
                                        : line.format().maxFrameBytes(),
                                MessageReader.LONGEST_TEXT,
                                TurnSettings.STANDARD.hardStopAfter().toSeconds()),
                        connection.persona(),
                        able == null ? null : able.recogniser(),
                        able == null || line == null ? null : able.speaker()));
        told = able;
        if (resumeFrom != null) {
            replay(connection.turns(), resumeFrom);
        }
        sender.raiseTo(highest);
        if (able != null) {
            able(able);
        }
        feed(new TurnEvent.Started());
        if (clockUnsure) {
            askForClock(current);
        }
        receiveEarly();
        listen();
    }

    /**
     * The number of the {@code session_ready} that opens a resumed stream: the next after the last
     * one seen, so that numbers still rise when the replay follows with the numbers it was stored
     * with; or, where a stored turn has that number, the next after all of them.
     */
    private static long firstFree(long resumeFrom, List<StoredTurn> stored) {
        long next = resumeFrom + 1;
        boolean taken = stored.stream().anyMatch(turn -> turn.seq() == next);
        long last = stored.stream().mapToLong(StoredTurn::seq).max().orElse(0);
        return taken ? Math.max(next, last + 1) : next;
    }

    private void replay(List<StoredTurn> stored, long resumeFrom) {
        for (StoredTurn turn : stored) {
            boolean unfinished =
                    turn.turn() == stored.getLast().turn()
                            && !turn.isLearners()
                            && turn.heardText() == null;
            if (turn.seq() > resumeFrom || unfinished) {
                ServerMessage message =
                        turn.isLearners()
                                ? new ServerMessage.Transcript(
                                        StoredTurn.LEARNER, turn.text(), 1, turn.turn(), true)
                                : new ServerMessage.Response(
                                        turn.text(),
                                        turn.turn(),
                                        StoredTurn.PATIENT,
                                        true,
                                        turn.prompted());
                if (turn.seq() > resumeFrom) {
                    sender.transmit(message, turn.seq());
                } else {
                    sender.send(message);
                }
            }
        }
    }

    // What the client sends

    private void received(String text) {
        if (stage == Stage.CLOSED) {
            return;
        }
        if (stage == Stage.ADMITTING) {
            keepEarly(text);
            return;
        }
        ClientMessage message;
        try {
            message = reader.read(text);
        } catch (Unreadable unreadable) {
            send(unreadable.error());
            if (unreadable.isMalformed() && within(malformed, MALFORMED_CLOSES)) {
                standStill();
                close(StreamClose.MALFORMED);
            }
            return;
        }
        if (message instanceof ClientMessage.Ping ping) {
            lastPing = now();
            send(new ServerMessage.Pong(services.clock().instant(), ping.timestamp()));
            return;
        }
        switch (stage) {
            case WAITING -> {
                if (message instanceof SessionStart asked) {
                    start(asked);
                } else {
                    send(StreamError.field("type", "must be session_start first, or ping"));
                }
            }
            case STARTING -> keepEarly(text);
            case LIVE -> live(message);
            case ADMITTING, CLOSED -> {}
        }
    }

    private void keepEarly(String text) {
        if (early.size() >= MOST_EARLY) {
            send(StreamError.retryable("RATE_LIMIT_EXCEEDED", "Wait for session_ready.", 1));
        } else {
            early.addLast(text);
        }
    }

    private void live(ClientMessage message) {
        switch (message) {
            case ClientMessage.Text text ->
                    feed(new TurnEvent.LearnerText(text.text(), text.words()));
            case ClientMessage.Audio chunk -> audioChunk(chunk);
            case ClientMessage.EndOfTurn _ -> endOfTurn();
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
                    send(StreamError.field("type", "must not be session_start a second time"));
            case ClientMessage.Played played -> played(played);
            case ClientMessage.Ping _ -> {}
        }
    }

    private void played(ClientMessage.Played played) {
        feed(new TurnEvent.Played(played.turn(), played.sequence(), played.offsetMs()));
    }

    private void audioChunk(ClientMessage.Audio chunk) {
        Microphone line = microphone;
        if (line == null) {
            refuseUndeclared();
            return;
        }
        AudioFormat format = line.format();
        if ((chunk.encoding != null && !chunk.encoding.equals(format.encoding().wire()))
                || (chunk.sampleRate != null && chunk.sampleRate != format.sampleRate())) {
            send(StreamError.of("AUDIO001", "This is not the format declared in session_start."));
            return;
        }
        line.take(chunk.data, chunk.sequence, this::listen);
        listen();
        if (chunk.last) {
            endOfTurn();
        }
    }

    private void earlyFrame(byte[] frame) {
        Microphone line = microphone;
        if (line != null) {
            line.take(frame, null, this::listen);
        } else if (stage == Stage.LIVE) {
            refuseUndeclared();
        } else if (stage == Stage.WAITING || stage == Stage.ADMITTING) {
            send(StreamError.field("type", "must be session_start first, or ping"));
        }
    }

    private void refuseUndeclared() {
        send(
                StreamError.of(
                        "AUDIO001", "Declare audioFormat in session_start before sending audio."));
    }

    private void listen() {
        Microphone line = microphone;
        if (line == null) {
            return;
        }
        line.listening();
        if (stage == Stage.LIVE) {
            line.listen(isPatientSpeaking());
        }
    }

    private boolean isPatientSpeaking() {
        Live current = live;
        return current != null && current.turnTaking().isPatientSpeaking();
    }

    private void recognise(int utterance, int stretch, boolean isFinal, short[] samples) {
        Live current = live;
        if (current != null) {
            current.patient().recognise(utterance, stretch, isFinal, samples);
        }
    }

    private void recognised(LearnerSpeech.Recognised utterance) {
        trace.recognised(now(), utterance.last());
        learnerTurnBegun = false;
        feed(
                new TurnEvent.Recognised(
                        clipped(utterance.text()), utterance.confidence(), utterance.words()));
    }

    private void endOfTurn() {
        Microphone line = microphone;
        if (line != null && stage == Stage.LIVE) {
            line.listenToRest(isPatientSpeaking());
        }
        feed(new TurnEvent.EndOfTurn(line != null && line.hasHeardEnough()));
    }

    // What the state machine decides

    private void tick() {
        tickQueued.set(false);
        if (stage == Stage.CLOSED) {
            return;
        }
        long now = now();
        if (now >= readyBy) {
            ready();
        }
        if (now >= sender.flushAt()) {
            sender.flush();
        }
        if (isFrameWaiting()) {
            listen();
        }
        if (now >= wakeAt) {
            feed(new TurnEvent.Tick());
        }
    }

    @Override
    public void feed(TurnEvent event) {
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
        Live current = live;
        if (current == null || stage != Stage.LIVE) {
            return;
        }
        for (TurnCommand command : current.turnTaking().accept(now(), event)) {
            perform(current, command);
        }
        wakeAt = stage == Stage.LIVE ? current.turnTaking().wakeAt() : TurnTaking.NEVER;
        Microphone line = microphone;
        if (line != null) {
            line.deaf(current.turnTaking().phase() == Phase.PAUSED);
            if (event instanceof TurnEvent.Recognised && !learnerTurnBegun) {
                line.forgetFinished(); // nothing will be stored of it
            }
        }
    }

    private void perform(Live current, TurnCommand command) {
        switch (command) {
            case TurnCommand.ShowState state -> send(new ServerMessage.State(state.phase().wire()));
            case TurnCommand.ShowTimer timer ->
                    send(new ServerMessage.Timer(timer.remainingSeconds(), wire(timer.level())));
            case TurnCommand.ShowHint _ -> send(Guidances.hint());
            case TurnCommand.Guide guide -> send(Guidances.of(guide.issue()));
            case TurnCommand.Refuse refuse -> refuse(refuse);
            case StoreTurn store -> store(current, store);
            case TurnCommand.Acknowledge turn ->
                    send(
                            new ServerMessage.Transcript(
                                    StoredTurn.LEARNER,
                                    turn.text(),
                                    turn.confidence() == null ? 1 : turn.confidence(),
                                    turn.turn(),
                                    true));
            case Deliver piece -> {
                if (!current.turnTaking().isPatientVoiced()) {
                    trace.heard(now());
                }
                send(
                        new ServerMessage.Response(
                                piece.text(),
                                piece.turn(),
                                StoredTurn.PATIENT,
                                piece.last(),
                                piece.prompted()));
            }
            case TurnCommand.Speak piece -> speak(piece);
            case TurnCommand.ShowInterim words ->
                    send(
                            new ServerMessage.Transcript(
                                    StoredTurn.LEARNER, words.text(), 0, words.turn(), false));
            case TurnCommand.ShowInterrupted cut ->
                    send(new ServerMessage.Interrupted(cut.turn(), cut.spokenText()));
            case TurnCommand.RecordHeard heard -> {
                turns.replaceAll(turn ->
                        turn.turn() == heard.turn()
                                ? turn.heard(heard.heardText(), heard.endedMs())
                                : turn);
                voice.forget(heard.turn());
                current.writer().heard(heard.turn(), heard.heardText(), heard.endedMs());
                current.patient().heard(heard.turn(), heard.heardText());
            }
            case TurnCommand.TellHeard heard -> {
                voice.forget(heard.turn());
                current.patient().heard(heard.turn(), heard.heardText());
            }
            case TurnCommand.AskReply ask -> {
                trace.asked(now());
                current.patient().reply(ask.turn(), ask.text(), ask.interrupted(), ask.elapsedMs());
            }
            case TurnCommand.PrepareReply ask ->
                    current.patient()
                            .prepare(ask.turn(), ask.text(), ask.interrupted(), ask.elapsedMs());
            case TurnCommand.AskSilenceLine ask ->
                    current.patient().silence(ask.count(), ask.turn());
            case TurnCommand.AskClosing ask -> current.patient().timeUp(ask.turn());
            case TurnCommand.CancelReply cancel -> current.patient().cancel(cancel.turn());
            case TurnCommand.FinishUtterance finished -> finish(finished);
            case TurnCommand.DropUtterance _ -> {
                if (microphone != null) {
                    microphone.drop();
                }
            }
            case TurnCommand.PauseSession pause -> {
                if (!clockKnown) {
                    clockWrites++;
                    current.writer().pause(pause.reason());
                }
            }
            case TurnCommand.ResumeSession _ -> {
                if (!clockKnown) {
                    clockWrites++;
                    current.writer().resume();
                }
            }
            case TurnCommand.Complete complete ->
                    current.writer()
                            .complete(
                                    wire(complete.reason()),
                                    completion -> loop.execute(() -> completed(completion)));
        }
    }

    private void speak(TurnCommand.Speak piece) {
        ServerMessage.TtsChunk chunk = voice.chunk(piece);
        if (chunk != null) {
            trace.heard(now());
            send(chunk);
        }
    }

    private void finish(TurnCommand.FinishUtterance finished) {
        trace.decided(now(), finished.silentMs());
        Microphone line = microphone;
        if (line != null) {
            line.finish(finished.startedMs(), finished.recognise());
        }
    }

    /**
     * Stores a turn under the number its last message will have; until it is stored nothing else is
     * sent, so that numbers rise and a client that has seen a later one has seen this one.
     */
    private void store(Live current, StoreTurn store) {
        boolean learners = store.speaker() == Speaker.LEARNER;
        PatientListener.Reply reply = learners ? null : lastReply;
        boolean spoken = store.source() == TurnCommand.Source.AUDIO;
        Microphone line = microphone;
        sender.hold();
        storedSince = now();
        if (learners) {
            askedAt = storedSince;
            learnerTurnBegun = true;
        }
        long number = sender.seq() + 1 + store.piecesBefore();
        var stored =
                new StoredTurn(
                        store.turn(),
                        learners ? StoredTurn.LEARNER : StoredTurn.PATIENT,
                        store.text(),
                        store.heard(),
                        learners ? null : store.text(),
                        store.prompted(),
                        number,
                        reply == null ? null : reply.matched(),
                        store.startedMs(),
                        store.endedMs());
        var turn =
                new SessionClient.Turn(
                        current.writer().epoch(),
                        store.turn(),
                        stored.speaker(),
                        store.text(),
                        stored.plannedText(),
                        store.heard(),
                        store.prompted(),
                        wire(store.source()),
                        store.startedMs(),
                        store.endedMs(),
                        store.confidence(),
                        store.words().isEmpty() ? null : store.words(),
                        number,
                        stored.matched(),
                        reply == null ? null : reply.engineVersion(),
                        learners && !spoken
                                ? null
                                : trace.soFar(reply == null ? null : reply.stageMs()),
                        spoken && line != null ? line.judged() : null);
        current.writer().append(turn, () -> loop.execute(() -> stored(stored)));
    }

    private void stored(StoredTurn turn) {
        if (stage != Stage.LIVE) {
            return;
        }
        turns.add(turn);
        long now = now();
        services.metrics().turnStored(turn.isLearners(), Duration.ofMillis(now - storedSince));
        if (!turn.isLearners() && !turn.prompted()) {
            services.metrics().replied(Duration.ofMillis(now - askedAt));
        }
        if (turn.isLearners()) {
            trace.learnerStored(now - storedSince);
            if (microphone != null) {
                microphone.forgetFinished();
            }
        }
        sender.release();
        feed(new TurnEvent.TurnStored(turn.turn()));
        sender.sendHeld();
    }

    private void refuse(TurnCommand.Refuse refuse) {
        send(Guidances.error(refuse));
        if (refuse.refusal() == TurnCommand.Refusal.TOO_MANY_UTTERANCES
                && within(refusals, REFUSED_CLOSES)) {
            letGo();
        }
    }

    /** Whoever sends more than any sensible client is let go. */
    private void letGo() {
        if (stage != Stage.CLOSED) {
            standStill();
            close(StreamClose.TOO_MANY);
        }
    }

    private void checkPresence() {
        UUID session = sessionId();
        if (session != null && !services.presence().stillHas(session, id)) {
            replace();
        }
    }

    // The end

    private void completed(Completion completion) {
        if (stage == Stage.CLOSED) {
            return;
        }
        sender.forgetHeld();
        if (stage == Stage.LIVE) {
            feed(new TurnEvent.Completed());
        }
        send(message(completion));
        close(StreamClose.COMPLETED);
    }

    private void ended(@Nullable Completion completion) {
        if (stage == Stage.CLOSED) {
            return;
        }
        sender.forgetHeld();
        if (stage == Stage.LIVE) {
            send(new ServerMessage.State(Phase.ENDED.wire()));
        }
        if (completion != null) {
            send(message(completion));
        }
        send(StreamError.of(StreamError.CONFLICT, "The session has ended.", "SESSION_ENDED"));
        close(StreamClose.ENDED);
    }

    private void writeRefused(SessionWriter.Refusal refusal) {
        if (stage == Stage.CLOSED) {
            return;
        }
        switch (refusal) {
            case REPLACED -> close(StreamClose.REPLACED);
            case ENDED -> {
                UUID session = sessionId();
                if (session != null) {
                    services.threads().execute(() -> askHowItEnded(session));
                }
            }
            case FAILED -> {
                send(
                        StreamError.retryable(
                                StreamError.UNAVAILABLE,
                                "The session could not be stored; reconnect to go on.",
                                5));
                close(StreamClose.FAILED);
            }
        }
    }

    private void askHowItEnded(UUID session) {
        boolean completed;
        try {
            completed = services.sessions().standing(session).isCompleted();
        } catch (RuntimeException e) { // the edge of a thread; that it has ended is known
            log.debug("How session {} ended is not known", session, e);
            completed = false;
        }
        Completion completion = services.admission().ended(session, completed).completion();
        loop.execute(() -> ended(completion));
    }

    /** The client is gone, the session goes on later: its clock stands still until then (BR-41). */
    private void standStill() {
        standStill(() -> {});
    }

    /**
     * @param stands run once session-service knows, or at once where it need not
     */
    private void standStill(Runnable stands) {
        Live current = live;
        if (current == null || stage != Stage.LIVE) {
            stands.run();
            return;
        }
        Phase phase = current.turnTaking().phase();
        boolean pausing = false;
        for (TurnCommand command :
                current.turnTaking().accept(now(), new TurnEvent.Pause("system"))) {
            switch (command) {
                case TurnCommand.PauseSession pause when phase != Phase.PAUSED -> {
                    pausing = true;
                    UUID session = current.connection().sessionId();
                    services.threads()
                            .execute(() -> {
                                services.presence().dropped(session);
                                current.writer().pause(pause.reason(), stands);
                            });
                }
                default -> {}
            }
        }
        if (!pausing) {
            stands.run();
        }
    }

    private void close(StreamClose why) {
        if (stage == Stage.CLOSED) {
            return;
        }
        services.metrics().closed(why);
        sender.sendLastWords();
        sender.flush();
        release();
        outgoing.close(why.status());
    }

    private void release() {
        stage = Stage.CLOSED;
        wakeAt = TurnTaking.NEVER;
        readyBy = TurnTaking.NEVER;
        sender.forgetHeld();
        early.clear();
        turns.clear();
        voice.clear();
        lastReply = null;
        Microphone line = microphone;
        microphone = null;
        if (line != null) {
            line.close();
        }
        if (live != null) {
            live.patient().close();
        }
        streams.leave(this);
        UUID session = sessionId();
        if (session != null) {
            services.threads().execute(() -> services.presence().leave(session, id));
        }
    }

    private void broken(RuntimeException e) {
        log.error("A stream of session {} failed", sessionId(), e);
        if (stage != Stage.CLOSED) {
            send(StreamError.retryable("INTERNAL_ERROR", "Something went wrong; reconnect.", 5));
            close(StreamClose.FAILED);
        }
    }

    // Sending

    @Override
    public void send(ServerMessage message) {
        if (stage != Stage.CLOSED) {
            sender.send(message);
        }
    }

    @Override
    public void execute(Runnable task) {
        loop.execute(task);
    }

    @Override
    public long now() {
        return services.clock().millis();
    }

    private boolean within(ArrayDeque<Long> times, int most) {
        long now = now();
        times.addLast(now);
        while (times.getFirst() <= now - MINUTE_MS) {
            times.removeFirst();
        }
        return times.size() >= most;
    }

    /** The patient's side can do this, for the first time or from now on. */
    private void able(PatientListener.Abilities able) {
        Microphone line = microphone;
        PatientListener.Speaker speaker = able.speaker();
        boolean heard = line != null && able.recogniser() != null;
        boolean voiced = line != null && speaker != null && speaker.sampleRate() > 0;
        if (line != null) {
            line.recognise(heard);
        }
        if (voiced && speaker != null) {
            voice.rate(speaker.sampleRate());
        }
        feed(new TurnEvent.PatientReady(heard, heard || voiced, voiced));
        if (line != null) {
            line.askAgain();
        }
    }

    private static ServerMessage message(Completion completion) {
        return new ServerMessage.SessionCompleted(
                completion.sessionId(),
                completion.duration(),
                completion.feedbackReportId(),
                completion.feedbackStatus());
    }

    private static String messageOf(AudioFault fault) {
        String message = fault.getMessage();
        return message == null ? "" : message;
    }

    /** As long as a turn may be. */
    private static String clipped(String text) {
        return text.length() <= MessageReader.LONGEST_TEXT
                ? text
                : text.substring(0, MessageReader.LONGEST_TEXT);
    }

    private static String wire(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** Brings what the patient says into the loop. */
    private final class Listener implements PatientListener {

        @Override
        public void opened(Abilities able) {
            loop.execute(() -> {
                abilities = able;
                if (stage == Stage.STARTING) {
                    ready();
                } else {
                    if (stage == Stage.LIVE && !able.equals(told)) {
                        told = able;
                        send(
                                new ServerMessage.Abilities(
                                        able.recogniser(),
                                        microphone == null ? null : able.speaker()));
                    }
                    able(able);
                }
            });
        }

        @Override
        public void replied(Reply reply) {
            loop.execute(() -> {
                lastReply = reply;
                trace.replied(now());
                feed(
                        new TurnEvent.PatientReply(
                                reply.turn(),
                                clipped(reply.text()),
                                reply.prompted(),
                                reply.closing()));
            });
        }

        @Override
        public void transcribed(Transcript transcript) {
            loop.execute(() -> {
                if (microphone != null && stage == Stage.LIVE) {
                    microphone.transcribed(transcript);
                }
            });
        }

        @Override
        public void recogniserBusy() {
            loop.execute(() -> feed(new TurnEvent.RecogniserBusy()));
        }

        @Override
        public void spoke(int turn, int sentence, String text, short[] sound, boolean last) {
            loop.execute(() -> {
                if (stage == Stage.CLOSED) {
                    java.util.Arrays.fill(sound, (short) 0);
                    return;
                }
                trace.sentenceReady(now(), sentence);
                long durationMs = voice.keep(turn, sentence, sound);
                feed(new TurnEvent.SentenceReady(turn, sentence, text, durationMs, last));
            });
        }

        @Override
        public void speechFailed(int turn, int sentence) {
            loop.execute(() -> feed(new TurnEvent.SentenceFailed(turn, sentence)));
        }

        @Override
        public void failed(int turn) {
            loop.execute(() -> feed(new TurnEvent.ReplyFailed(turn)));
        }
    }
}
