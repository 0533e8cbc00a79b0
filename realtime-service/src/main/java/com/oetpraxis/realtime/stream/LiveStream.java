package com.oetpraxis.realtime.stream;

import com.oetpraxis.realtime.audio.AudioFault;
import com.oetpraxis.realtime.session.SessionClient;
import com.oetpraxis.realtime.session.SessionClient.Completion;
import com.oetpraxis.realtime.session.SessionWriter;
import com.oetpraxis.realtime.stream.Admission.Admitted;
import com.oetpraxis.realtime.stream.Admission.Refused;
import com.oetpraxis.realtime.stream.ClientMessage.SessionStart;
import com.oetpraxis.realtime.stream.ServerMessage.SessionCompleted;
import com.oetpraxis.realtime.turntaking.Phase;
import com.oetpraxis.realtime.turntaking.TurnEvent;
import com.oetpraxis.realtime.turntaking.TurnTaking;
import java.net.URI;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.web.socket.WebSocketSession;

/**
 * One connection of one learner to one live session, from the upgrade to the close: lets it in,
 * takes the session over for it, hands what the client sends to the {@link LiveTalk}, and ends it.
 *
 * <p>Everything that is not an entry point runs in the stream's own loop; whatever waits for
 * another service does so on a borrowed thread and reports back to the loop.
 */
final class LiveStream implements StreamLoop {

    private static final Logger log = LoggerFactory.getLogger(LiveStream.class);

    private static final long PRESENCE_MS = 5_000;

    private final StreamServices services;
    private final LiveStreams streams;
    private final @Nullable URI uri;
    private final HttpHeaders headers;
    private final UUID id = UUID.randomUUID();
    private final EventLoop loop;
    private final Outgoing outgoing;
    private final MessageSender sender;
    private final Incoming incoming;
    private final AtomicBoolean tickQueued = new AtomicBoolean();

    private volatile Stage stage = Stage.ADMITTING;
    private volatile long readyBy = TurnTaking.NEVER;
    private volatile @Nullable Admitted admitted;
    private volatile @Nullable Microphone microphone;
    private volatile @Nullable LiveTalk talk;
    private long lastServerPing;
    private long lastPresence;

    private boolean pauseMissed;

    private enum Stage {
        ADMITTING,
        WAITING,
        STARTING,
        LIVE,
        CLOSED
    }

    LiveStream(StreamServices services, LiveStreams streams, WebSocketSession socket) {
        this.services = services;
        this.streams = streams;
        this.uri = socket.getUri();
        this.headers = socket.getHandshakeHeaders();
        this.outgoing = new Outgoing(socket, services.threads());
        this.sender =
                new MessageSender(
                        outgoing,
                        services.json(),
                        services.clock(),
                        () -> execute(() -> letGo(StreamClose.TOO_MANY)));
        this.incoming =
                new Incoming(
                        services.json(),
                        services.clock(),
                        this,
                        () -> letGo(StreamClose.MALFORMED));
        this.loop = new EventLoop(services.threads(), this::broken);
        this.lastServerPing = now();
        this.lastPresence = lastServerPing;
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
        incoming.queue(() -> received(message));
    }

    void binary(byte[] frame) {
        Microphone line = microphone;
        if (line != null) {
            line.take(frame, null);
        } else {
            incoming.queue(() -> earlyFrame(frame));
        }
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
        loop.execute(() -> completed(completion));
    }

    /** The session was cancelled or has expired. */
    void cancelledElsewhere() {
        loop.execute(() -> ended(null));
    }

    /** The session was paused or resumed, perhaps by another door, perhaps by ours a while ago. */
    void pausedElsewhere(boolean paused) {
        loop.execute(() -> {
            LiveTalk current = talk;
            if (current == null || stage != Stage.LIVE) {
                pauseMissed = true;
            } else {
                current.pauses().changed(paused);
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
        if (now - incoming.lastPing() >= services.properties().heartbeat().toMillis()) {
            loop.execute(() -> letGo(StreamClose.HEARTBEAT_LOST));
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
                now >= talkDueAt() || now >= readyBy || now >= sender.flushAt() || isFrameWaiting();
        if (due && tickQueued.compareAndSet(false, true)) {
            loop.execute(this::tick);
        }
    }

    private boolean isFrameWaiting() {
        Microphone line = microphone;
        return line != null && line.isWaitingForFrame();
    }

    private long talkDueAt() {
        LiveTalk current = talk;
        return current == null ? TurnTaking.NEVER : current.wakeAt();
    }

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
        if (now >= talkDueAt()) {
            feed(new TurnEvent.Tick());
        }
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
            send(SessionCompleted.of(completion));
        }
        send(refused.error());
        close(refused.close());
    }

    private void receiveEarly() {
        while (stage == Stage.WAITING || stage == Stage.LIVE) {
            String next = incoming.nextKept();
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
        ClientMessage.Format declared = message.format();
        try {
            microphone = declared == null ? null : new Microphone(declared, services, this);
        } catch (AudioFault fault) {
            send(StreamError.of(fault));
            return;
        }
        sender.batch(message.batch());
        stage = Stage.STARTING;
        services.threads().execute(() -> connect(who, message));
    }

    private void connect(Admitted who, SessionStart asked) {
        try {
            SessionClient.Connection connection = services.admission().connect(who);
            boolean dropped = services.presence().takeDropped(who.sessionId());
            loop.execute(() -> connected(connection, asked, dropped));
        } catch (Refused refused) {
            loop.execute(() -> refuse(refused));
        } catch (RuntimeException e) { // the edge of a thread
            loop.execute(() -> broken(e));
        }
    }

    private void connected(
            SessionClient.Connection connection, SessionStart asked, boolean dropped) {
        if (stage != Stage.STARTING) {
            return;
        }
        talk = new LiveTalk(this, services, sender, microphone, connection, asked, dropped);
        readyBy = now() + services.properties().patientWithin().toMillis();
    }

    /** The patient is there, or has been waited for long enough. */
    void ready() {
        readyBy = TurnTaking.NEVER;
        LiveTalk current = talk;
        if (stage != Stage.STARTING || current == null) {
            return;
        }
        stage = Stage.LIVE;
        current.begin();
        if (pauseMissed) {
            current.pauses().ask();
        }
        receiveEarly();
        listen();
    }

    // What the client sends

    private void received(String text) {
        if (stage == Stage.CLOSED) {
            return;
        }
        if (stage == Stage.ADMITTING) {
            incoming.keep(text);
            return;
        }
        ClientMessage message = incoming.read(text);
        if (message == null) {
            return;
        }
        switch (stage) {
            case WAITING -> {
                if (message instanceof SessionStart asked) {
                    start(asked);
                } else {
                    refuseBeforeStart();
                }
            }
            case STARTING -> incoming.keep(text);
            case LIVE -> {
                LiveTalk current = talk;
                if (current != null) {
                    current.received(message);
                }
            }
            case ADMITTING, CLOSED -> {}
        }
    }

    private void earlyFrame(byte[] frame) {
        Microphone line = microphone;
        if (line != null) {
            line.take(frame, null);
        } else if (stage == Stage.LIVE) {
            send(Microphone.undeclared());
        } else if (stage == Stage.WAITING || stage == Stage.ADMITTING) {
            refuseBeforeStart();
        }
    }

    private void listen() {
        Microphone line = microphone;
        if (line != null) {
            line.listen();
        }
    }

    private void refuseBeforeStart() {
        send(StreamError.field("type", "must be session_start first, or ping"));
    }

    /** Ends the connection of a client that is gone, or sends what no sensible client does. */
    void letGo(StreamClose why) {
        if (stage != Stage.CLOSED) {
            standStill();
            close(why);
        }
    }

    private void checkPresence() {
        UUID session = sessionId();
        if (session != null && !services.presence().stillHas(session, id)) {
            replace();
        }
    }

    // The end

    void completed(Completion completion) {
        if (stage == Stage.CLOSED) {
            return;
        }
        sender.forgetHeld();
        if (stage == Stage.LIVE) {
            feed(new TurnEvent.Completed());
        }
        send(SessionCompleted.of(completion));
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
            send(SessionCompleted.of(completion));
        }
        send(StreamError.of(StreamError.CONFLICT, "The session has ended.", "SESSION_ENDED"));
        close(StreamClose.ENDED);
    }

    /** Nothing more can be written. */
    void writeRefused(SessionWriter.Refusal refusal) {
        if (stage == Stage.CLOSED) {
            return;
        }
        switch (refusal) {
            case REPLACED -> close(StreamClose.REPLACED);
            case ENDED -> {
                UUID session = sessionId();
                if (session != null) {
                    services.threads()
                            .execute(() -> {
                                Completion completion = services.admission().completion(session);
                                loop.execute(() -> ended(completion));
                            });
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

    /** The client is gone, the session goes on later: its clock stands still until then (BR-41). */
    private void standStill() {
        standStill(() -> {});
    }

    /**
     * @param stands run once session-service knows, or at once where it need not
     */
    private void standStill(Runnable stands) {
        LiveTalk current = talk;
        if (current == null || stage != Stage.LIVE) {
            stands.run();
        } else {
            current.pauses().standStill(stands);
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
        readyBy = TurnTaking.NEVER;
        sender.forgetHeld();
        incoming.forgetKept();
        Microphone line = microphone;
        microphone = null;
        if (line != null) {
            line.close();
        }
        LiveTalk current = talk;
        if (current != null) {
            current.close();
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
    public void feed(TurnEvent event) {
        LiveTalk current = talk;
        if (current != null) {
            current.feed(event);
        }
    }

    @Override
    public boolean isLive() {
        return stage == Stage.LIVE;
    }

    @Override
    public void execute(Runnable task) {
        loop.execute(task);
    }

    @Override
    public long now() {
        return services.clock().millis();
    }
}
