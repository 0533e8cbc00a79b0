package com.oetpraxis.session.feedback;

import com.oetpraxis.session.transcript.GoldenTranscript;
import java.util.UUID;
import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/** ai-service, which scores transcripts; slow, so called by a worker only. */
@FeignClient(name = "ai-service", path = "/internal/ai")
interface ScoringClient {

    /** Scores a transcript; the same one gets the same answer. The answer is raw JSON, UTF-8. */
    @PostMapping("/score")
    byte[] score(@RequestBody ScoringRequest request);

    /**
     * @param profession the API code
     * @param spoken false where all of the learner's turns were typed
     * @param durationSeconds active seconds
     */
    record ScoringRequest(
            UUID sessionId,
            UUID scenarioId,
            int scenarioVersion,
            String profession,
            boolean spoken,
            int durationSeconds,
            GoldenTranscript transcript) {}
}
