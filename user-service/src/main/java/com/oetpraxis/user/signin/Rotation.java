package com.oetpraxis.user.signin;

import com.oetpraxis.shared.id.Ids;
import com.oetpraxis.user.secret.OpaqueToken;
import com.oetpraxis.user.secret.SecretCipher;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Refresh tokens rotate (BR-21): each gives one successor, and a spent one that comes back ends the
 * sign-in.
 *
 * <p>The successor follows from the token by the service's key, so the same token gives the same
 * successor: two tabs that refresh at once, or a client that lost the answer, get it again within
 * {@link #GRACE} as long as the successor itself is unspent. The family never forks.
 */
@Component
class Rotation {

    static final Duration GRACE = Duration.ofSeconds(10);

    private final RefreshTokens tokens;
    private final SecretCipher cipher;
    private final Ids ids;
    private final Clock clock;

    Rotation(RefreshTokens tokens, SecretCipher cipher, Ids ids, Clock clock) {
        this.tokens = tokens;
        this.cipher = cipher;
        this.ids = ids;
        this.clock = clock;
    }

    /** What became of a token that was handed in. */
    sealed interface Outcome {

        /** It was good; from now on its successor is. */
        record Rotated(UUID userId, UUID familyId, OpaqueToken successor) implements Outcome {}

        /** It is past its seven days. */
        record Expired() implements Outcome {}

        /** It is not one of ours, or of a sign-in that was ended. */
        record Unknown() implements Outcome {}

        /** It was spent already; its sign-in is ended now. */
        record Reused(UUID familyId) implements Outcome {}
    }

    /** The first token of a new family. */
    OpaqueToken start(UUID userId, UUID familyId) {
        var token = OpaqueToken.random();
        tokens.add(RefreshToken.issue(ids.next(), familyId, userId, token.hash(), clock.instant()));
        return token;
    }

    /** Takes a token in; must run in a transaction that is committed whatever the outcome. */
    Outcome rotate(OpaqueToken presented) {
        var now = clock.instant();
        var token = tokens.findLocked(presented.hash()).orElse(null);
        if (token == null || token.isRevoked()) {
            return new Outcome.Unknown();
        }
        var successor = OpaqueToken.of(cipher.derive("refresh:" + presented.value()));
        if (token.spentAt() == null) {
            return token.isExpired(now) ? new Outcome.Expired() : succeed(token, successor, now);
        }
        if (isWithinGrace(token.spentAt(), now) && isUnspent(successor)) {
            return new Outcome.Rotated(token.userId(), token.familyId(), successor);
        }
        tokens.revoke(token.familyId(), now);
        return new Outcome.Reused(token.familyId());
    }

    private Outcome succeed(RefreshToken token, OpaqueToken successor, Instant now) {
        tokens.spend(token.id(), now);
        tokens.add(
                RefreshToken.issue(
                        ids.next(), token.familyId(), token.userId(), successor.hash(), now));
        return new Outcome.Rotated(token.userId(), token.familyId(), successor);
    }

    private boolean isUnspent(OpaqueToken successor) {
        return tokens.find(successor.hash()).filter(next -> next.spentAt() == null).isPresent();
    }

    private static boolean isWithinGrace(Instant spentAt, Instant now) {
        return !now.isAfter(spentAt.plus(GRACE));
    }
}
