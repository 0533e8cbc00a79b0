package com.oetpraxis.session.practice;

import com.oetpraxis.session.transcript.AudioQuality;
import com.oetpraxis.session.transcript.Speaker;
import com.oetpraxis.session.transcript.Turn;
import com.oetpraxis.session.transcript.TurnSource;
import com.oetpraxis.session.transcript.TurnWord;
import com.oetpraxis.shared.document.Refuses;
import com.oetpraxis.shared.web.CommonProblem;
import com.oetpraxis.shared.web.ProblemException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** What realtime-service and billing-service call; only service tokens get here. */
@RestController
@RequestMapping("/internal/sessions")
class LiveSessionController {

    private static final int LONGEST_TEXT = 4_000;
    private static final int MOST_WORDS = 2_000;
    private static final int LONGEST_NAME = 200;
    private static final int DAY_MS = 86_400_000;

    private final PracticeSessionService sessions;

    LiveSessionController(PracticeSessionService sessions) {
        this.sessions = sessions;
    }

    /**
     * @param started whether the learner has said something that counts
     */
    record OwnerResponse(UUID sessionId, UUID userId, String status, boolean started) {}

    record ConnectRequest(@NotNull UUID userId) {}

    /**
     * @param durationSeconds of the card, after which the patient closes
     * @param activeSeconds on the session's clock so far
     * @param lastSeq the highest stream number that was stored with a turn
     */
    record ConnectionResponse(
            UUID sessionId,
            UUID userId,
            int epoch,
            String status,
            UUID scenarioId,
            int scenarioVersion,
            String title,
            int durationSeconds,
            double activeSeconds,
            boolean paused,
            @Nullable Instant startedAt,
            PersonaMember persona,
            List<StoredTurn> turns,
            long lastSeq) {}

    record PersonaMember(@Nullable Integer age, @Nullable String gender) {}

    record StoredTurn(
            int turn,
            String speaker,
            String text,
            @Nullable String heardText,
            @Nullable String plannedText,
            boolean prompted,
            String source,
            long seq,
            @Nullable JsonNode matched,
            @Nullable String engineVersion,
            int startedMs,
            int endedMs) {}

    record TurnRequest(
            @NotNull @Min(1) Integer epoch,
            @NotNull @Min(1) Integer turn,
            @NotNull Speaker speaker,
            @NotBlank @Size(max = LONGEST_TEXT) @Storable String text,
            @Size(max = LONGEST_TEXT) @Storable @Nullable String plannedText,
            @Size(max = LONGEST_TEXT) @Storable @Nullable String heardText,
            @Nullable Boolean prompted,
            @Nullable TurnSource source,
            @NotNull @Min(0) @Max(DAY_MS) Integer startedMs,
            @NotNull @Min(0) @Max(DAY_MS) Integer endedMs,
            @DecimalMin("0") @DecimalMax("1") @Nullable Double confidence,
            @Size(max = MOST_WORDS) @Nullable List<@NotNull @Valid WordMember> words,
            @Min(0) @Nullable Long seq,
            @Nullable JsonNode matched,
            @Size(max = LONGEST_NAME) @Storable @Nullable String engineVersion,
            @Nullable JsonNode stageMs,
            @Valid @Nullable QualityMember audioQuality) {

        Turn toTurn() {
            if (endedMs < startedMs) {
                throw ProblemException.field(
                        CommonProblem.VALIDATION_FAILED, "endedMs", "must not be before startedMs");
            }
            return new Turn(
                    turn,
                    speaker,
                    source == null ? TurnSource.TYPED : source,
                    text,
                    plannedText,
                    heardText,
                    prompted != null && prompted,
                    startedMs,
                    endedMs,
                    confidence,
                    words == null ? List.of() : words.stream().map(WordMember::toWord).toList(),
                    seq == null ? 0 : seq,
                    absent(matched) ? null : matched,
                    engineVersion,
                    absent(stageMs) ? null : stageMs,
                    audioQuality == null ? null : audioQuality.toQuality());
        }

        private static boolean absent(@Nullable JsonNode node) {
            return node == null || node.isNull();
        }
    }

    record WordMember(
            @NotBlank @Size(max = LONGEST_NAME) @Storable String word,
            @NotNull @DecimalMin("0") @DecimalMax("86400") Double start,
            @NotNull @DecimalMin("0") @DecimalMax("86400") Double end,
            @DecimalMin("0") @DecimalMax("1") @Nullable Double confidence,
            @Size(max = LONGEST_NAME) @Storable @Nullable String source) {

        TurnWord toWord() {
            return new TurnWord(word, start, Math.max(start, end), confidence, source);
        }
    }

    record QualityMember(
            @DecimalMin("-200") @DecimalMax("200") @Nullable Double snrDb,
            @DecimalMin("0") @DecimalMax("1") @Nullable Double clippedRatio,
            @DecimalMin("-200") @DecimalMax("200") @Nullable Double levelDb) {

        AudioQuality toQuality() {
            return new AudioQuality(snrDb, clippedRatio, levelDb);
        }
    }

    record TurnResponse(int turn) {}

    record HeardRequest(
            @NotNull @Min(1) Integer epoch,
            @NotNull @Size(max = LONGEST_TEXT) @Storable String heardText,
            @NotNull @Min(0) @Max(DAY_MS) Integer endedMs) {}

    record PauseRequest(
            @NotNull @Min(1) Integer epoch, @Size(max = LONGEST_NAME) @Nullable String reason) {}

    record ResumeRequest(@NotNull @Min(1) Integer epoch) {}

    record CompleteRequest(
            @NotNull @Min(1) Integer epoch,
            @NotNull @Pattern(regexp = "stopped|time_limit|closed") String reason) {

        EndReason endReason() {
            return switch (reason) {
                case "stopped" -> EndReason.STOPPED;
                case "time_limit" -> EndReason.TIME_LIMIT;
                default -> EndReason.CLOSED;
            };
        }
    }

    record CompleteResponse(
            UUID sessionId, int duration, UUID feedbackReportId, String feedbackStatus) {}

    /**
     * Whose session it is and where it stands.
     *
     * @param id of the session
     */
    @GetMapping("/{id}")
    OwnerResponse owner(@PathVariable UUID id) {
        var session = sessions.get(id);
        return new OwnerResponse(
                session.id(), session.userId(), session.status().code(), session.started());
    }

    /**
     * Gives a connection the next epoch, which shuts out the one before, and all it has to know.
     *
     * @param id of the session
     */
    @Refuses(status = 409, when = "RES002 SESSION_ENDED")
    @PostMapping("/{id}/connections")
    ConnectionResponse connect(@PathVariable UUID id, @Valid @RequestBody ConnectRequest request) {
        var connection = sessions.connect(id, request.userId());
        var session = connection.session();
        var turns = connection.transcript().turns();
        return new ConnectionResponse(
                session.id(),
                session.userId(),
                session.epoch(),
                session.status().code(),
                session.scenarioId(),
                session.scenarioVersion(),
                session.scenarioTitle(),
                session.timeLimitSeconds(),
                connection.active().toMillis() / 1000.0,
                session.status() == SessionStatus.PAUSED,
                session.startedAt(),
                new PersonaMember(session.personaAge(), session.personaGender()),
                turns.stream().map(LiveSessionController::stored).toList(),
                turns.stream().mapToLong(Turn::seq).max().orElse(0));
    }

    /**
     * Stores the next turn with 201; the same turn again is 200.
     *
     * @param id of the session
     */
    @Refuses(status = 409, when = "RES002 SESSION_ENDED, STALE_EPOCH or TURN_CONFLICT")
    @PostMapping("/{id}/turns")
    ResponseEntity<TurnResponse> append(
            @PathVariable UUID id, @Valid @RequestBody TurnRequest request) {
        var isNew = sessions.append(id, request.epoch(), request.toTurn());
        return ResponseEntity.status(isNew ? HttpStatus.CREATED : HttpStatus.OK)
                .body(new TurnResponse(request.turn()));
    }

    /**
     * What was heard of the patient's last turn when the learner interrupted.
     *
     * @param id of the session
     * @param turn its number
     */
    @Refuses(status = 409, when = "RES002 SESSION_ENDED or STALE_EPOCH")
    @PatchMapping("/{id}/turns/{turn}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void heard(
            @PathVariable UUID id,
            @PathVariable int turn,
            @Valid @RequestBody HeardRequest request) {
        sessions.heard(id, request.epoch(), turn, request.heardText(), request.endedMs());
    }

    /**
     * Stops the clock.
     *
     * @param id of the session
     */
    @Refuses(status = 409, when = "RES002 SESSION_ENDED or STALE_EPOCH")
    @PostMapping("/{id}/pause")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void pause(@PathVariable UUID id, @Valid @RequestBody PauseRequest request) {
        sessions.pause(id, request.epoch());
    }

    /**
     * Lets the clock run again.
     *
     * @param id of the session
     */
    @Refuses(status = 409, when = "RES002 SESSION_ENDED or STALE_EPOCH")
    @PostMapping("/{id}/resume")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void resume(@PathVariable UUID id, @Valid @RequestBody ResumeRequest request) {
        sessions.resume(id, request.epoch());
    }

    /**
     * Ends the session; a repeat gives the same answer.
     *
     * @param id of the session
     */
    @Refuses(status = 409, when = "RES002 SESSION_ENDED or STALE_EPOCH")
    @PostMapping("/{id}/complete")
    CompleteResponse complete(@PathVariable UUID id, @Valid @RequestBody CompleteRequest request) {
        var done = sessions.complete(id, request.epoch(), request.endReason());
        return new CompleteResponse(
                done.sessionId(), done.duration(), done.reportId(), done.reportStatus());
    }

    private static StoredTurn stored(Turn turn) {
        return new StoredTurn(
                turn.turn(),
                turn.speaker().code(),
                turn.text(),
                turn.heardText(),
                turn.plannedText(),
                turn.prompted(),
                turn.source().code(),
                turn.seq(),
                turn.matched(),
                turn.engineVersion(),
                turn.startedMs(),
                turn.endedMs());
    }
}
