package com.oetpraxis.user.profile;

import com.oetpraxis.shared.security.CurrentUser;
import com.oetpraxis.shared.web.UnprocessableOnInvalid;
import com.oetpraxis.user.account.AccountService;
import com.oetpraxis.user.account.OnOffer;
import com.oetpraxis.user.account.User;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** EP-06, EP-07. */
@RestController
@RequestMapping("/v1/users/me")
class ProfileController {

    private final AccountService accounts;
    private final Surroundings surroundings;

    ProfileController(AccountService accounts, Surroundings surroundings) {
        this.accounts = accounts;
        this.surroundings = surroundings;
    }

    /**
     * @param plan {@code free}, {@code monthly} or {@code annual}
     * @param tier {@code free} or {@code paid}, as in the token
     * @param status such as {@code active}
     * @param expiresAt null where the plan has no end
     * @param sessionsUsed that took place
     * @param sessionsLimit -1 is no limit (BR-05)
     */
    record Subscription(
            String plan,
            String tier,
            String status,
            @Nullable Instant expiresAt,
            int sessionsUsed,
            int sessionsLimit) {}

    /**
     * @param averageScore 0 to 100; null before the first scored session
     * @param totalPracticeTime minutes
     */
    record Stats(int sessionsCompleted, @Nullable Double averageScore, int totalPracticeTime) {}

    /**
     * @param profession an API code; null for staff
     * @param role {@code user}, {@code reviewer}, {@code support} or {@code admin}
     * @param subscription null while billing-service does not answer
     * @param stats null while session-service does not answer
     * @param isEmailVerified whether the address is confirmed
     * @param lastLoginAt null before the first
     */
    record ProfileResponse(
            UUID id,
            String email,
            @Nullable String fullName,
            @Nullable String profession,
            String role,
            @Nullable Subscription subscription,
            @Nullable Stats stats,
            boolean isEmailVerified,
            Instant createdAt,
            @Nullable Instant lastLoginAt) {}

    /**
     * @param fullName left as it is when absent
     * @param profession the code of an active profession; left as it is when absent
     */
    record UpdateRequest(
            @Nullable
                    @Size(min = 1, max = 255)
                    @Pattern(
                            regexp = "\\P{Cntrl}*[^\\s\\p{Cntrl}]\\P{Cntrl}*",
                            message = "must not be blank or have control characters")
                    String fullName,
            @Nullable @Size(max = 50) @OnOffer String profession) {}

    record UpdatedUser(UUID id, @Nullable String fullName, @Nullable String profession) {}

    record UpdateResponse(boolean updated, UpdatedUser user) {}

    /** The caller's account, with plan and figures. */
    @GetMapping
    ProfileResponse me(CurrentUser caller) {
        var around = surroundings.of(caller.id());
        var user = accounts.get(caller.id());
        var entitlement = around.entitlement();
        var stats = around.stats();
        return new ProfileResponse(
                user.id(),
                user.email(),
                user.fullName(),
                user.profession(),
                user.role().code(),
                entitlement == null ? null : subscription(entitlement),
                stats == null
                        ? null
                        : new Stats(
                                stats.sessionsCompleted(),
                                stats.averageScore(),
                                stats.totalPracticeTime()),
                user.isEmailVerified(),
                user.createdAt(),
                user.lastLoginAt());
    }

    /** Changes the caller's name or profession; what is left out stays. */
    @PatchMapping
    @UnprocessableOnInvalid
    UpdateResponse update(CurrentUser caller, @Valid @RequestBody UpdateRequest request) {
        var name = request.fullName();
        User user =
                accounts.update(
                        caller.id(), name == null ? null : name.strip(), request.profession());
        return new UpdateResponse(
                true, new UpdatedUser(user.id(), user.fullName(), user.profession()));
    }

    private static Subscription subscription(BillingClient.Entitlement entitlement) {
        var code = entitlement.planCode();
        return new Subscription(
                code == null ? entitlement.tier() : code.replaceFirst("^plan-", ""),
                entitlement.tier(),
                entitlement.status(),
                entitlement.validUntil(),
                entitlement.used(),
                entitlement.limit());
    }
}
