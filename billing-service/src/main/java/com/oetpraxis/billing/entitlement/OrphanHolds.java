package com.oetpraxis.billing.entitlement;

import com.oetpraxis.billing.session.SessionClient;
import com.oetpraxis.shared.client.UpstreamException;
import com.oetpraxis.shared.client.UpstreamUnavailableException;
import com.oetpraxis.shared.job.ClusterLock;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Gives back holds whose session was never stored: session-service died between reserving and
 * storing. A hold with a session is kept, since that session's end will settle it.
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
    void releaseOrphans() {
        lock.run("orphan-holds", this::release);
    }

    private void release() {
        var unchecked = clock.instant().minus(properties.orphanAfter());
        for (var key : allowances.heldUncheckedSince(unchecked, BATCH)) {
            try {
                if (isStored(key)) {
                    allowances.checked(key, clock.instant());
                } else {
                    log.info("Session {} was never stored; its unit is given back", key);
                    entitlements.release(key);
                }
            } catch (UpstreamUnavailableException e) {
                log.warn("Old holds wait: {}", e.getMessage());
                return; // none is given back on a guess; the next run asks again
            }
        }
    }

    private boolean isStored(UUID key) {
        try {
            sessions.get(key);
            return true;
        } catch (UpstreamException e) {
            if (e.status() == HttpStatus.NOT_FOUND.value()) {
                return false;
            }
            throw e;
        }
    }
}
