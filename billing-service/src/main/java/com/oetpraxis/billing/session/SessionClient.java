package com.oetpraxis.billing.session;

import java.util.Set;
import java.util.UUID;
import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** session-service, which alone knows what has become of a session. */
@FeignClient(name = "session-service", path = "/internal/sessions")
public interface SessionClient {

    /**
     * The stored session.
     *
     * @throws com.oetpraxis.shared.client.UpstreamException with status 404 if none was stored
     * @throws com.oetpraxis.shared.client.UpstreamUnavailableException if it does not answer
     */
    @GetMapping("/{id}")
    StoredSession get(@PathVariable("id") UUID id);

    /**
     * The members billing reads.
     *
     * @param status {@code created}, {@code in-progress}, {@code paused}, {@code completed} or
     *     {@code cancelled}
     * @param started whether the learner has said something that counts (BR-35)
     */
    record StoredSession(UUID sessionId, UUID userId, String status, boolean started) {

        private static final Set<String> ENDS = Set.of("completed", "cancelled");

        /** Whether nothing can be said in it any more. */
        public boolean isOver() {
            return ENDS.contains(status);
        }
    }
}
