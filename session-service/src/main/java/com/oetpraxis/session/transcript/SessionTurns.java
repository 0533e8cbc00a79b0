package com.oetpraxis.session.transcript;

import com.oetpraxis.shared.id.Ids;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The table {@code session_turns} (TB-21). */
@Repository
public class SessionTurns {

    private static final String COLUMNS =
            """
            select turn, speaker, source, text, planned_text, heard_text, prompted, started_ms,
                   ended_ms, confidence, words, seq, matched, engine_version, stage_ms, quality
            from session_turns
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Ids ids;

    SessionTurns(JdbcClient jdbc, JsonMapper json, Ids ids) {
        this.jdbc = jdbc;
        this.json = json;
        this.ids = ids;
    }

    /** Adds a turn; the caller holds the session's row and has checked the number. */
    public void insert(UUID sessionId, Turn turn, Instant now) {
        jdbc.sql(
                        """
                        insert into session_turns
                            (id, session_id, turn, speaker, source, text, planned_text, heard_text,
                             prompted, started_ms, ended_ms, confidence, words, seq, matched,
                             engine_version, stage_ms, quality, created_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?::jsonb, ?,
                                ?::jsonb, ?::jsonb, ?)
                        """)
                .params(
                        Arrays.asList(
                                ids.next(),
                                sessionId,
                                turn.turn(),
                                turn.speaker().code(),
                                turn.source().code(),
                                turn.text(),
                                turn.plannedText(),
                                turn.heardText(),
                                turn.prompted(),
                                turn.startedMs(),
                                turn.endedMs(),
                                turn.confidence(),
                                turn.words().isEmpty() ? null : write(turn.words()),
                                turn.seq(),
                                write(turn.matched()),
                                turn.engineVersion(),
                                write(turn.stageMs()),
                                write(turn.audioQuality()),
                                Timestamp.from(now)))
                .update();
    }

    /** Notes what had been heard of the patient's turn when it ended. */
    public void heard(UUID sessionId, int turn, String heardText, int endedMs) {
        jdbc.sql(
                        """
                        update session_turns
                        set heard_text = ?, ended_ms = greatest(started_ms, ?),
                            planned_text = coalesce(planned_text, text)
                        where session_id = ? and turn = ?
                        """)
                .params(heardText, endedMs, sessionId, turn)
                .update();
    }

    public Optional<Turn> find(UUID sessionId, int turn) {
        return jdbc.sql(COLUMNS + "where session_id = ? and turn = ?")
                .params(sessionId, turn)
                .query(this::turn)
                .optional();
    }

    /** All turns of the session in their order. */
    public Transcript of(UUID sessionId) {
        return new Transcript(
                jdbc.sql(COLUMNS + "where session_id = ? order by turn")
                        .param(sessionId)
                        .query(this::turn)
                        .list());
    }

    private Turn turn(ResultSet row, int number) throws SQLException {
        var words = row.getString("words");
        var quality = row.getString("quality");
        return new Turn(
                row.getInt("turn"),
                Speaker.of(row.getString("speaker")),
                TurnSource.of(row.getString("source")),
                row.getString("text"),
                row.getString("planned_text"),
                row.getString("heard_text"),
                row.getBoolean("prompted"),
                row.getInt("started_ms"),
                row.getInt("ended_ms"),
                row.getObject("confidence", Double.class),
                words == null
                        ? List.of()
                        : json.readValue(words, new TypeReference<List<TurnWord>>() {}),
                row.getLong("seq"),
                tree(row.getString("matched")),
                row.getString("engine_version"),
                tree(row.getString("stage_ms")),
                quality == null ? null : json.readValue(quality, AudioQuality.class));
    }

    private @Nullable String write(@Nullable Object value) {
        return value == null ? null : json.writeValueAsString(value);
    }

    private @Nullable JsonNode tree(@Nullable String text) {
        return text == null ? null : json.readTree(text);
    }
}
