package com.oetpraxis.realtime.stream;

import com.oetpraxis.realtime.session.SessionClient;
import com.oetpraxis.realtime.session.StoredTurn;
import com.oetpraxis.realtime.turntaking.Opening;
import com.oetpraxis.realtime.turntaking.Opening.Detection;
import com.oetpraxis.realtime.turntaking.Opening.Unanswered;
import com.oetpraxis.realtime.turntaking.Opening.Unfinished;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads from the stored turns where a conversation stands. */
final class Openings {

    private Openings() {}

    static Opening of(SessionClient.Connection connection, boolean paused, Detection detection) {
        List<StoredTurn> turns = connection.turns();
        StoredTurn last = turns.isEmpty() ? null : turns.getLast();
        return new Opening(
                Duration.ofSeconds(connection.durationSeconds()),
                Duration.ofMillis(Math.round(connection.activeSeconds() * 1000)),
                paused,
                last == null ? 1 : last.turn() + 1,
                last == null ? 0 : last.endedMs(),
                silenceLines(turns),
                unanswered(last),
                unfinished(last),
                detection);
    }

    private static int silenceLines(List<StoredTurn> turns) {
        int lines = 0;
        while (lines < turns.size() && turns.get(turns.size() - 1 - lines).prompted()) {
            lines++;
        }
        return lines;
    }

    private static @Nullable Unanswered unanswered(@Nullable StoredTurn last) {
        return last != null && last.isLearners()
                ? new Unanswered(last.turn(), last.text(), last.endedMs())
                : null;
    }

    private static @Nullable Unfinished unfinished(@Nullable StoredTurn last) {
        return last != null && !last.isLearners() && last.heardText() == null
                ? new Unfinished(last.turn(), last.text())
                : null;
    }
}
