package com.oetpraxis.user.account;

import com.oetpraxis.shared.security.CallingService;
import com.oetpraxis.user.legal.LegalService;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What other services ask before they let somebody do something. */
@RestController
class StandingController {

    private final AccountService accounts;
    private final LegalService legal;

    StandingController(AccountService accounts, LegalService legal) {
        this.accounts = accounts;
        this.legal = legal;
    }

    /**
     * @param role {@code user}, {@code reviewer}, {@code support} or {@code admin}
     * @param status {@code active}, {@code disabled}, {@code pending_deletion} or {@code
     *     anonymised}
     * @param profession the API code; null for staff
     * @param emailVerified whether the address is confirmed
     * @param legalAccepted whether the terms in force are accepted
     */
    record Standing(
            UUID userId,
            String role,
            String status,
            @Nullable String profession,
            boolean emailVerified,
            boolean legalAccepted) {}

    /**
     * What decides whether a user may practise.
     *
     * @param id of the user
     */
    @GetMapping("/internal/users/{id}/standing")
    Standing standing(CallingService caller, @PathVariable UUID id) {
        var user = accounts.get(id);
        return new Standing(
                user.id(),
                user.role().code(),
                user.status().code(),
                user.profession(),
                user.isEmailVerified(),
                legal.hasAcceptedTerms(id));
    }
}
