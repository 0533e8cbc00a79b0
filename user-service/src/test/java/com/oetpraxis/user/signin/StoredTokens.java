package com.oetpraxis.user.signin;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Refresh tokens in memory. */
class StoredTokens implements RefreshTokens {

    private final Map<String, RefreshToken> byHash = new LinkedHashMap<>();

    @Override
    public Optional<RefreshToken> findLocked(String hash) {
        return find(hash);
    }

    @Override
    public Optional<RefreshToken> find(String hash) {
        return Optional.ofNullable(byHash.get(hash));
    }

    @Override
    public void add(RefreshToken token) {
        if (byHash.putIfAbsent(token.hash(), token) != null) {
            throw new IllegalStateException("the hash is unique");
        }
    }

    @Override
    public void spend(UUID id, Instant at) {
        byHash.replaceAll((hash, t) -> t.id().equals(id) ? with(t, at, t.revokedAt()) : t);
    }

    @Override
    public void revoke(UUID familyId, Instant at) {
        byHash.replaceAll(
                (hash, t) -> t.familyId().equals(familyId) ? with(t, t.spentAt(), at) : t);
    }

    /** Tokens that would still be taken, were they not expired. */
    long live() {
        return byHash.values().stream()
                .filter(token -> token.spentAt() == null && !token.isRevoked())
                .count();
    }

    private static RefreshToken with(
            RefreshToken token,
            @org.jspecify.annotations.Nullable Instant spentAt,
            @org.jspecify.annotations.Nullable Instant revokedAt) {
        return new RefreshToken(
                token.id(),
                token.familyId(),
                token.userId(),
                token.hash(),
                token.createdAt(),
                token.expiresAt(),
                spentAt,
                revokedAt);
    }
}
