package com.oetpraxis.user.signin;

import com.oetpraxis.shared.event.EventMessage;
import com.oetpraxis.shared.event.Outbox;
import com.oetpraxis.shared.id.Ids;
import com.oetpraxis.shared.web.ProblemException;
import com.oetpraxis.user.account.AccountService;
import com.oetpraxis.user.account.Passwords;
import com.oetpraxis.user.account.User;
import com.oetpraxis.user.plan.UserPlans;
import com.oetpraxis.user.secret.OpaqueToken;
import com.oetpraxis.user.signin.FailedSignIns.Attempt;
import com.oetpraxis.user.token.AccessTokens;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Signing in with a password, refreshing, signing out. */
@Service
class SignInService {

    private static final Logger log = LoggerFactory.getLogger(SignInService.class);

    private final AccountService accounts;
    private final Passwords passwords;
    private final SecondFactor secondFactor;
    private final FailedSignIns failures;
    private final Rotation rotation;
    private final RefreshTokens refreshTokens;
    private final Revocations revocations;
    private final AccessTokens accessTokens;
    private final UserPlans plans;
    private final Outbox outbox;
    private final TransactionTemplate transaction;
    private final MeterRegistry meters;
    private final Ids ids;
    private final Clock clock;

    SignInService(
            AccountService accounts,
            Passwords passwords,
            SecondFactor secondFactor,
            FailedSignIns failures,
            Rotation rotation,
            RefreshTokens refreshTokens,
            Revocations revocations,
            AccessTokens accessTokens,
            UserPlans plans,
            Outbox outbox,
            TransactionTemplate transaction,
            MeterRegistry meters,
            Ids ids,
            Clock clock) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.secondFactor = secondFactor;
        this.failures = failures;
        this.rotation = rotation;
        this.refreshTokens = refreshTokens;
        this.revocations = revocations;
        this.accessTokens = accessTokens;
        this.plans = plans;
        this.outbox = outbox;
        this.transaction = transaction;
        this.meters = meters;
        this.ids = ids;
        this.clock = clock;
    }

    record Credentials(String email, String password, @Nullable String mfaCode) {

        @Override
        public String toString() {
            return "Credentials";
        }
    }

    record Tokens(String accessToken, OpaqueToken refreshToken) {}

    /** EV-03. */
    record LoginSucceeded(UUID userId) {}

    /**
     * EV-04.
     *
     * @param userId null where there is no such account
     */
    record LoginFailed(@Nullable UUID userId) {}

    /**
     * @param address the client's IP address
     * @throws ProblemException CREDENTIALS_WRONG, the same for an unknown account;
     *     SECOND_FACTOR_REQUIRED; ACCOUNT_NOT_ACTIVE; TOO_MANY_FAILURES
     */
    Tokens signIn(Credentials credentials, String address) {
        var attempt = new Attempt(credentials.email(), address);
        failures.check(attempt);
        var user = accounts.findByEmail(credentials.email()).orElse(null);
        var hash = user == null ? null : user.hashedPassword();
        if (!passwords.matches(credentials.password(), hash) || user == null) {
            failures.failed(attempt);
            reportFailure(user, "password");
            throw new ProblemException(
                    SignInProblem.CREDENTIALS_WRONG, "The address or the password is wrong.");
        }
        if (user.needsSecondFactor()) {
            takeSecondFactor(user, credentials.mfaCode(), attempt);
        }
        failures.succeeded(attempt);
        requireActive(user);
        var signInId = ids.next();
        var refreshToken =
                transaction.execute(status -> {
                    accounts.recordLogin(user.id());
                    outbox.publish(
                            event(
                                    "user.login_succeeded",
                                    user.id().toString(),
                                    new LoginSucceeded(user.id())));
                    return rotation.start(user.id(), signInId);
                });
        meters.counter("signin.logins", "result", "succeeded").increment();
        return new Tokens(accessToken(user, signInId), required(refreshToken));
    }

    /**
     * @throws ProblemException REFRESH_TOKEN_EXPIRED; REFRESH_TOKEN_INVALID, also for one that was
     *     spent, whose sign-in then ends; ACCOUNT_NOT_ACTIVE
     */
    Tokens refresh(OpaqueToken presented) {
        var outcome = required(transaction.execute(status -> rotation.rotate(presented)));
        return switch (outcome) {
            case Rotation.Outcome.Rotated rotated -> {
                var user = accounts.get(rotated.userId());
                requireActive(user);
                yield new Tokens(accessToken(user, rotated.familyId()), rotated.successor());
            }
            case Rotation.Outcome.Expired() ->
                    throw new ProblemException(
                            SignInProblem.REFRESH_TOKEN_EXPIRED,
                            "The sign-in has expired; sign in again.");
            case Rotation.Outcome.Unknown() -> throw invalid();
            case Rotation.Outcome.Reused(var familyId) -> {
                revocations.add(familyId);
                meters.counter("signin.refresh.reused").increment();
                log.warn("Ended sign-in {}: a spent refresh token came back", familyId);
                throw invalid();
            }
        };
    }

    /**
     * Ends the sign-in that the token belongs to; one that has ended already stays so.
     *
     * @throws ProblemException REFRESH_TOKEN_INVALID if the token is not the user's
     */
    void signOut(UUID userId, OpaqueToken presented) {
        var family =
                transaction.execute(status -> {
                    var token =
                            refreshTokens
                                    .findLocked(presented.hash())
                                    .filter(t -> t.userId().equals(userId))
                                    .orElseThrow(SignInService::invalid);
                    refreshTokens.revoke(token.familyId(), clock.instant());
                    return token.familyId();
                });
        revocations.add(required(family));
    }

    private void takeSecondFactor(User user, @Nullable String code, Attempt attempt) {
        if (code == null) {
            failures.check(attempt);
            throw new ProblemException(
                            SignInProblem.SECOND_FACTOR_REQUIRED,
                            "Send the code of your authenticator as mfaCode.")
                    .with("reason", "MFA_CODE_REQUIRED");
        }
        if (!secondFactor.take(user, code)) {
            failures.failed(attempt);
            reportFailure(user, "second_factor");
            throw new ProblemException(
                            SignInProblem.SECOND_FACTOR_REQUIRED,
                            "The code is wrong or was used before; wait for the next one.")
                    .with("reason", "MFA_CODE_INVALID");
        }
    }

    private void reportFailure(@Nullable User user, String result) {
        meters.counter("signin.logins", "result", result).increment();
        var userId = user == null ? null : user.id();
        transaction.executeWithoutResult(status ->
                outbox.publish(
                        event(
                                "user.login_failed",
                                userId == null ? "unknown" : userId.toString(),
                                new LoginFailed(userId))));
    }

    private String accessToken(User user, UUID signInId) {
        return accessTokens.issue(
                new AccessTokens.Bearer(
                        user.id(),
                        user.role().code(),
                        plans.tier(user.id()),
                        user.profession(),
                        signInId));
    }

    private static void requireActive(User user) {
        if (!user.isActive()) {
            throw new ProblemException(
                            SignInProblem.ACCOUNT_NOT_ACTIVE,
                            "This account is not active; write to support if that is a surprise.")
                    .with("reason", "ACCOUNT_" + user.status().name());
        }
    }

    private static EventMessage event(String name, String subject, Object payload) {
        return new EventMessage("praxis.user", name, subject, payload);
    }

    private static ProblemException invalid() {
        return new ProblemException(
                SignInProblem.REFRESH_TOKEN_INVALID,
                "The refresh token is not valid any more; sign in again.");
    }

    private static <T> T required(@Nullable T result) {
        if (result == null) {
            throw new IllegalStateException("the transaction gave no result");
        }
        return result;
    }
}
