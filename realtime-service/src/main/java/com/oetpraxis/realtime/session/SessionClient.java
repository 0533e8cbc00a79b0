package com.oetpraxis.realtime.session;

import com.oetpraxis.realtime.turntaking.Word;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import tools.jackson.databind.JsonNode;

/**
 * session-service's side of a live session. Every call but {@link #connect} may be repeated; the
 * epoch of the connection fences off what an older connection still tries to write.
 */
@FeignClient(name = "session-service", path = "/internal/sessions")
public interface SessionClient {

    /** Whose session it is and how it stands; 404 for an unknown one. */
    @GetMapping("/{id}")
    Standing standing(@PathVariable("id") UUID id);

    /** Takes the session over for a new connection: each call raises the epoch. */
    @PostMapping("/{id}/connections")
    Connection connect(@PathVariable("id") UUID id, @RequestBody ConnectRequest request);

    /** Stores one turn; the same turn with the same text again changes nothing. */
    @PostMapping("/{id}/turns")
    void append(@PathVariable("id") UUID id, @RequestBody Turn turn);

    /** Stores what was heard of a patient's turn. */
    @PatchMapping("/{id}/turns/{turn}")
    void heard(
            @PathVariable("id") UUID id, @PathVariable("turn") int turn, @RequestBody Heard heard);

    /** Stops the session's clock. */
    @PostMapping("/{id}/pause")
    void pause(@PathVariable("id") UUID id, @RequestBody Pause pause);

    /** Starts the session's clock again. */
    @PostMapping("/{id}/resume")
    void resume(@PathVariable("id") UUID id, @RequestBody Resume resume);

    /** Completes the session, or answers how it was completed. */
    @PostMapping("/{id}/complete")
    Completion complete(@PathVariable("id") UUID id, @RequestBody CompleteRequest request);

    /**
     * @param status {@code created}, {@code in-progress}, {@code paused}, {@code completed} or
     *     {@code cancelled}
     */
    record Standing(UUID sessionId, UUID userId, String status) {

        /** Whether nothing more can be said in it. */
        public boolean isEnded() {
            return isCompleted() || status.equals("cancelled") || status.equals("expired");
        }

        public boolean isPaused() {
            return status.equals("paused");
        }

        public boolean isCompleted() {
            return status.equals("completed");
        }
    }

    record ConnectRequest(UUID userId) {}

    /**
     * @param epoch the number of this connection, sent with every write
     * @param activeSeconds time spent, pauses excluded
     * @param turns all that is stored, in order
     * @param lastSeq the highest sequence number stored with a turn, 0 without
     */
    record Connection(
            UUID sessionId,
            UUID userId,
            long epoch,
            String status,
            UUID scenarioId,
            int scenarioVersion,
            @Nullable String title,
            int durationSeconds,
            double activeSeconds,
            boolean paused,
            @Nullable Instant startedAt,
            @Nullable Persona persona,
            List<StoredTurn> turns,
            long lastSeq) {}

    /** All a learner may know of the patient beforehand. */
    record Persona(@Nullable Integer age, @Nullable String gender) {}

    /**
     * @param source {@code typed} or {@code audio}
     */
    record Turn(
            long epoch,
            int turn,
            String speaker,
            String text,
            @Nullable String plannedText,
            @Nullable String heardText,
            boolean prompted,
            String source,
            long startedMs,
            long endedMs,
            @Nullable Double confidence,
            @Nullable List<Word> words,
            long seq,
            @Nullable JsonNode matched,
            @Nullable String engineVersion,
            @Nullable JsonNode stageMs,
            @Nullable Quality audioQuality) {}

    /** How well a spoken turn could be heard. */
    record Quality(@Nullable Double snrDb, double clippedRatio, double levelDb) {}

    record Heard(long epoch, String heardText, long endedMs) {}

    record Pause(long epoch, String reason) {}

    record Resume(long epoch) {}

    /**
     * @param reason {@code stopped}, {@code time_limit} or {@code closed}
     */
    record CompleteRequest(long epoch, String reason) {}

    /**
     * @param duration active seconds
     */
    record Completion(
            UUID sessionId,
            long duration,
            @Nullable UUID feedbackReportId,
            @Nullable String feedbackStatus) {}
}
