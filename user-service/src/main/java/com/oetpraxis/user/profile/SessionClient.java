package com.oetpraxis.user.profile;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** What session-service knows about a learner's practice; only to be shown. */
@FeignClient(name = "session-service")
interface SessionClient {

    /**
     * @param averageScore 0 to 100; null before the first scored session
     * @param totalPracticeTime minutes
     */
    record Stats(int sessionsCompleted, @Nullable Double averageScore, int totalPracticeTime) {}

    @GetMapping("/internal/learners/{userId}/stats")
    Stats stats(@PathVariable("userId") UUID userId);
}
