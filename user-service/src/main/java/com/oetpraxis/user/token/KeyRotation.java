package com.oetpraxis.user.token;

import com.oetpraxis.shared.job.ClusterLock;
import java.time.Duration;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Changes the key that signs access tokens every 30 days, without anybody signing in again. */
@Component
class KeyRotation {

    /** No document states one; a month is what is usual and leaves the next key known for long. */
    static final Duration PERIOD = Duration.ofDays(30);

    private final SigningKeys keys;
    private final ClusterLock lock;

    KeyRotation(SigningKeys keys, ClusterLock lock) {
        this.keys = keys;
        this.lock = lock;
    }

    @Scheduled(initialDelayString = "PT10M", fixedDelayString = "PT1H")
    void rotateWhenDue() {
        lock.run("key-rotation", () -> keys.rotateAfter(PERIOD));
    }
}
