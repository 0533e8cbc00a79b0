package com.oetpraxis.realtime.stream;

import com.oetpraxis.realtime.session.SessionClient;
import com.oetpraxis.realtime.session.StoredTurn;
import java.time.Clock;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/** session-service for one session, in memory; every write is told. */
final class ReplayedSession implements SessionClient {

    static final UUID ID = new UUID(0, 1);
    static final UUID LEARNER = new UUID(0, 2);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Clock clock;
    private final Consumer<String> log;
    private final TreeMap<Integer, StoredTurn> turns = new TreeMap<>();
    private long epoch;
    private boolean paused;

    private long activeMs;
    private long runningSince = -1;

    ReplayedSession(Clock clock, Consumer<String> log) {
        this.clock = clock;
        this.log = log;
    }

    @Override
    public Standing standing(UUID id) {
        return new Standing(ID, LEARNER, "in-progress");
    }

    @Override
    public synchronized Connection connect(UUID id, ConnectRequest request) {
        if (!paused) {
            runningSince = clock.millis();
        }
        long last = turns.values().stream().mapToLong(StoredTurn::seq).max().orElse(0);
        return new Connection(
                ID,
                LEARNER,
                ++epoch,
                "in-progress",
                new UUID(0, 3),
                1,
                "Replayed",
                300,
                activeMs / 1_000.0,
                paused,
                null,
                null,
                List.copyOf(turns.values()),
                last);
    }

    @Override
    public synchronized void append(UUID id, Turn turn) {
        log.accept("append " + JSON.writeValueAsString(turn));
        turns.put(
                turn.turn(),
                new StoredTurn(
                        turn.turn(),
                        turn.speaker(),
                        turn.text(),
                        turn.heardText(),
                        turn.plannedText(),
                        turn.prompted(),
                        turn.seq(),
                        turn.matched(),
                        turn.startedMs(),
                        turn.endedMs()));
    }

    @Override
    public synchronized void heard(UUID id, int turn, Heard heard) {
        log.accept("heard " + turn + " " + heard.heardText());
        turns.computeIfPresent(
                turn, (_, stored) -> stored.heard(heard.heardText(), heard.endedMs()));
    }

    @Override
    public void pause(UUID id, Pause pause) {
        paused = true;
        activeMs += runningSince < 0 ? 0 : clock.millis() - runningSince;
        runningSince = -1;
        log.accept("pause " + pause.reason());
    }

    @Override
    public void resume(UUID id, Resume resume) {
        paused = false;
        runningSince = clock.millis();
        log.accept("resume");
    }

    @Override
    public Completion complete(UUID id, CompleteRequest request) {
        log.accept("complete " + request.reason());
        return new Completion(ID, 0, null, null);
    }
}
