package com.oetpraxis.realtime.stream;

import com.oetpraxis.realtime.patient.PatientListener.Reply;
import com.oetpraxis.realtime.session.SessionClient;
import com.oetpraxis.realtime.session.SessionWriter;
import com.oetpraxis.realtime.session.StoredTurn;
import com.oetpraxis.realtime.turntaking.TurnCommand.RecordHeard;
import com.oetpraxis.realtime.turntaking.TurnCommand.Source;
import com.oetpraxis.realtime.turntaking.TurnCommand.Speaker;
import com.oetpraxis.realtime.turntaking.TurnCommand.StoreTurn;
import com.oetpraxis.realtime.turntaking.TurnEvent;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The turns of the session as session-service has them. Until a new one is stored nothing else is
 * sent, so that numbers rise and a client that has seen a later one has seen this one.
 */
final class StoredTurns {

    private final CopyOnWriteArrayList<StoredTurn> turns;
    private final SessionWriter writer;
    private final MessageSender sender;
    private final StreamLoop loop;
    private final @Nullable Microphone microphone;
    private final StreamMetrics metrics;
    private final TurnTrace trace;
    private long askedAt;
    private long storedSince;

    StoredTurns(
            List<StoredTurn> before,
            SessionWriter writer,
            MessageSender sender,
            StreamLoop loop,
            @Nullable Microphone microphone,
            StreamMetrics metrics,
            TurnTrace trace) {
        this.turns = new CopyOnWriteArrayList<>(before);
        this.writer = writer;
        this.sender = sender;
        this.loop = loop;
        this.microphone = microphone;
        this.metrics = metrics;
        this.trace = trace;
    }

    /**
     * On any thread: all turns but an unanswered last one, which the patient is asked about anyway.
     */
    List<StoredTurn> answered() {
        List<StoredTurn> stored = List.copyOf(turns);
        boolean unanswered = !stored.isEmpty() && stored.getLast().isLearners();
        return unanswered ? stored.subList(0, stored.size() - 1) : stored;
    }

    /**
     * Stores a turn under the number its last message will have.
     *
     * @param lastReply what the patient's side told with its last line
     */
    void store(StoreTurn store, @Nullable Reply lastReply) {
        boolean learners = store.speaker() == Speaker.LEARNER;
        Reply reply = learners ? null : lastReply;
        boolean spoken = store.source() == Source.AUDIO;
        sender.hold();
        storedSince = loop.now();
        if (learners) {
            askedAt = storedSince;
            if (microphone != null) {
                microphone.turnBegins();
            }
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
                        writer.epoch(),
                        store.turn(),
                        stored.speaker(),
                        store.text(),
                        stored.plannedText(),
                        store.heard(),
                        store.prompted(),
                        store.source().name().toLowerCase(Locale.ROOT),
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
                        spoken && microphone != null ? microphone.judged() : null);
        writer.append(turn, () -> loop.execute(() -> stored(stored)));
    }

    private void stored(StoredTurn turn) {
        if (!loop.isLive()) {
            return;
        }
        turns.add(turn);
        long now = loop.now();
        metrics.turnStored(turn.isLearners(), Duration.ofMillis(now - storedSince));
        if (!turn.isLearners() && !turn.prompted()) {
            metrics.replied(Duration.ofMillis(now - askedAt));
        }
        if (turn.isLearners()) {
            trace.learnerStored(now - storedSince);
            if (microphone != null) {
                microphone.turnStored();
            }
        }
        sender.release();
        loop.feed(new TurnEvent.TurnStored(turn.turn()));
        sender.sendHeld();
    }

    /** So much of a line was heard. */
    void heard(RecordHeard heard) {
        turns.replaceAll(turn ->
                turn.turn() == heard.turn()
                        ? turn.heard(heard.heardText(), heard.endedMs())
                        : turn);
        writer.heard(heard.turn(), heard.heardText(), heard.endedMs());
    }

    void forget() {
        turns.clear();
    }
}
