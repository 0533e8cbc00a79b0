package com.oetpraxis.session.admission;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** content-service, which owns the scenarios. */
@FeignClient(name = "content-service", path = "/internal/scenarios")
interface ContentClient {

    /** A scenario of any status; 404 if there is none. */
    @GetMapping("/{id}")
    Scenario scenario(@PathVariable("id") UUID id);

    /**
     * @param duration minutes
     * @param requiredPlan {@code free} or {@code paid}
     */
    record Scenario(
            UUID id,
            String code,
            String title,
            String profession,
            @Nullable String difficulty,
            @Nullable String category,
            int duration,
            String requiredPlan,
            String status,
            int version,
            Instructions instructions,
            CandidateCard candidateCard,
            Persona persona) {}

    record Instructions(
            @Nullable List<String> preparation,
            @Nullable List<String> during,
            @Nullable List<String> completion) {}

    record CandidateCard(
            @Nullable String setting, @Nullable String role, @Nullable List<String> tasks) {}

    record Persona(@Nullable Integer age, @Nullable String gender) {}
}
