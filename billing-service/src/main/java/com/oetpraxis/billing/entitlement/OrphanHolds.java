package com.oetpraxis.billing.entitlement;

import com.oetpraxis.billing.session.SessionClient;
import com.oetpraxis.billing.session.SessionClient.StoredSession;
import com.oetpraxis.shared.client.UpstreamException;
import com.oetpraxis.shared.client.UpstreamUnavailableException;
import com.oetpraxis.shared.job.ClusterLock;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Settles old holds by what session-service says of their session: its events settle most of them,
 * but it may have died between reserving and storing, or an event may lie in the dead letters. Only
 * the hold of a session that waits for its first word is kept.
 */
@Component
class OrphanHolds {

    private static final Logger log = LoggerFactory.getLogger(OrphanHolds.class);

    private static final int BATCH = 200;

    private final AllowanceRepository allowances;
    private final EntitlementService entitlements;
    private final SessionClient sessions;
    private final ClusterLock lock;
    private final EntitlementProperties properties;
    private final Clock clock;

    OrphanHolds(
            AllowanceRepository allowances,
            EntitlementService entitlements,
            SessionClient sessions,
            ClusterLock lock,
            EntitlementProperties properties,
            Clock clock) {
        this.allowances = allowances;
        this.entitlements = entitlements;
        this.sessions = sessions;
        this.lock = lock;
        this.properties = properties;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 1, fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
    void settleOrphans() {
        lock.run("orphan-holds", this::settle);
    }

    private void settle() {
        var unchecked = clock.instant().minus(properties.orphanAfter());
        for (var key : allowances.heldUncheckedSince(unchecked, BATCH)) {
            try {
                settle(key);
            } catch (UpstreamUnavailableException e) {
                log.warn("Old holds wait: {}", e.getMessage());
                return; // none is settled on a guess; the next run asks again
            } catch (RuntimeException e) {
                log.error("The hold of session {} was not settled and waits", key, e);
            }
        }
    }

    private void settle(UUID key) {
        var session = stored(key).orElse(null);
        if (session == null) {
            log.info("Session {} was never stored; its unit is given back", key);
            entitlements.release(key);
        } else if (session.started()) {
            log.warn("The start of session {} was not told; its unit is used", key);
            entitlements.capture(key);
        } else if (session.isOver()) {
            log.warn("The end of session {} was not told; its unit is given back", key);
            entitlements.release(key);
        } else {
            allowances.checked(key, clock.instant());
        }
    }

    private Optional<StoredSession> stored(UUID key) {
        try {
            return Optional.of(sessions.get(key));
        } catch (UpstreamException e) {
            if (e.status() == HttpStatus.NOT_FOUND.value()) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
