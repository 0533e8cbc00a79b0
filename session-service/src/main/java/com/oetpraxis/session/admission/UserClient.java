package com.oetpraxis.session.admission;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** user-service, which knows what an account may do now. */
@FeignClient(name = "user-service", path = "/internal/users")
interface UserClient {

    /** What matters before a session; 404 if there is no such account. */
    @GetMapping("/{id}/standing")
    Standing standing(@PathVariable("id") UUID id);

    /**
     * @param profession the API code; null for staff
     */
    record Standing(
            UUID userId,
            String role,
            String status,
            @Nullable String profession,
            boolean emailVerified,
            boolean legalAccepted) {}
}
