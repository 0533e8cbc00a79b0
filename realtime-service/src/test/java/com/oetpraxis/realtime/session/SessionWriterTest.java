package com.oetpraxis.realtime.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.oetpraxis.realtime.session.SessionClient.Completion;
import com.oetpraxis.realtime.session.SessionClient.Turn;
import com.oetpraxis.realtime.session.SessionWriter.Refusal;
import com.oetpraxis.shared.client.UpstreamUnavailableException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SessionWriterTest {

    private final UUID session = UUID.randomUUID();
    private final Calls client = new Calls();
    private final List<Refusal> refusals = new ArrayList<>();
    private final List<String> done = new ArrayList<>();
    private final SessionWriter writer =
            new SessionWriter(client, session, 3, Runnable::run, refusals::add);

    private static Turn turn(int number) {
        return new Turn(
                3, number, "learner", "Hello", null, null, false, "typed", 0, 0, null, null, 1,
                null, null, null, null);
    }

    @Test
    void repeatsACallUntilItIsAnswered() {
        client.failures = 2;

        writer.append(turn(1), () -> done.add("stored"));

        assertThat(client.made).containsExactly("append 1", "append 1", "append 1");
        assertThat(done).containsExactly("stored");
        assertThat(refusals).isEmpty();
    }

    @Test
    void writesInOrder() {
        writer.append(turn(1), () -> done.add("stored"));
        writer.heard(2, "Well", 40);
        writer.pause("user");
        writer.resume();
        writer.complete("stopped", completion -> done.add("completed"));

        assertThat(client.made)
                .containsExactly("append 1", "heard 2", "pause user", "resume", "complete stopped");
        assertThat(done).containsExactly("stored", "completed");
    }

    @Test
    void writesNothingOnceItHasFailed() {
        client.broken = true;
        writer.append(turn(1), () -> done.add("stored"));
        client.broken = false;

        writer.append(turn(2), () -> done.add("stored"));

        assertThat(refusals).containsExactly(Refusal.FAILED);
        assertThat(done).isEmpty();
        assertThat(client.made).containsExactly("append 1");
    }

    /** session-service that fails so many times first. */
    private static final class Calls implements SessionClient {

        final List<String> made = new ArrayList<>();
        int failures;
        boolean broken;

        private void call(String name) {
            made.add(name);
            if (broken) {
                throw new IllegalStateException("broken");
            }
            if (failures-- > 0) {
                throw new UpstreamUnavailableException("session-service", new IOException());
            }
        }

        @Override
        public Standing standing(UUID id) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Connection connect(UUID id, ConnectRequest request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void append(UUID id, Turn turn) {
            call("append " + turn.turn());
        }

        @Override
        public void heard(UUID id, int turn, Heard heard) {
            call("heard " + turn);
        }

        @Override
        public void pause(UUID id, Pause pause) {
            call("pause " + pause.reason());
        }

        @Override
        public void resume(UUID id, Resume resume) {
            call("resume");
        }

        @Override
        public Completion complete(UUID id, CompleteRequest request) {
            call("complete " + request.reason());
            return new Completion(id, 1, null, null);
        }
    }
}
