package com.oetpraxis.ai.card;

import java.util.UUID;
import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import tools.jackson.databind.JsonNode;

/** Where cards come from. There is no fallback: without its card no role-play can be played. */
@FeignClient(name = "content-service", path = "/internal/scenarios")
interface ContentClient {

    /** One version of a scenario; it never changes. */
    @GetMapping("/{id}/versions/{version}")
    CardVersion version(@PathVariable("id") UUID id, @PathVariable("version") int version);

    record CardVersion(UUID id, int version, JsonNode card) {}
}
