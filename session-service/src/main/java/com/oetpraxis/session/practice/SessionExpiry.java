package com.oetpraxis.session.practice;

import com.oetpraxis.shared.job.ClusterLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Closes sessions in which nothing was heard for a quarter of an hour (JB-15). */
@Component
class SessionExpiry {

    private static final Logger log = LoggerFactory.getLogger(SessionExpiry.class);

    private static final int BATCH = 200;

    private final PracticeSessionService sessions;
    private final ClusterLock lock;

    SessionExpiry(PracticeSessionService sessions, ClusterLock lock) {
        this.sessions = sessions;
        this.lock = lock;
    }

    @Scheduled(
            fixedDelayString = "${praxis.practice.expiry-interval:1m}",
            initialDelayString = "${praxis.practice.expiry-interval:1m}")
    void closeIdleSessions() {
        lock.run("session-expiry", this::close);
    }

    private void close() {
        for (var id : sessions.idle(BATCH)) {
            try {
                sessions.expire(id);
            } catch (RuntimeException e) { // whatever it is, the sessions behind it are closed
                log.warn("Idle session {} was not closed and waits for the next run", id, e);
            }
        }
    }
}
