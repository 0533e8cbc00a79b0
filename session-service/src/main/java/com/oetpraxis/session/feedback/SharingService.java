package com.oetpraxis.session.feedback;

import com.oetpraxis.session.practice.PracticeSessionService;
import com.oetpraxis.shared.id.Ids;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Links by which people without an account read one report. A token is 256 random bits, told once;
 * what is stored is its SHA-256, so nobody who reads the database can follow a link.
 */
@Service
class SharingService {

    private static final Logger log = LoggerFactory.getLogger(SharingService.class);

    private static final int TOKEN_BYTES = 32;

    private final ReportShares shares;
    private final FeedbackService feedback;
    private final PracticeSessionService sessions;
    private final Ids ids;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    SharingService(
            ReportShares shares,
            FeedbackService feedback,
            PracticeSessionService sessions,
            Ids ids,
            Clock clock) {
        this.shares = shares;
        this.feedback = feedback;
        this.sessions = sessions;
        this.ids = ids;
        this.clock = clock;
    }

    /** A new link; its token is known to nobody else. */
    record Link(String token, Instant expiresAt) {}

    /** Makes a link to the session's present report; an earlier link of the session ends. */
    @Transactional
    public Link share(UUID userId, UUID sessionId, Duration lifetime) {
        var session = sessions.owned(userId, sessionId);
        var report = feedback.locked(session.id());
        if (report.status() != ReportStatus.READY) {
            throw FeedbackProblem.REPORT_NOT_READY.because(
                    "Only a report with a score can be shared.");
        }
        var now = now();
        shares.revoke(session.id(), now);
        var token = token();
        var expiresAt = now.plus(lifetime);
        shares.insert(ids.next(), session.id(), report.id(), userId, hash(token), now, expiresAt);
        log.info("Shared report {} until {}", report.id(), expiresAt);
        return new Link(token, expiresAt);
    }

    /** Withdraws the session's link; does nothing where there is none. */
    @Transactional
    public void revoke(UUID userId, UUID sessionId) {
        var session = sessions.owned(userId, sessionId);
        if (shares.revoke(session.id(), now())) {
            log.info("Withdrew the link to the report of session {}", session.id());
        }
    }

    /** The report that the token leads to; empty where it has expired, or never was. */
    @Transactional(readOnly = true)
    public Optional<ReportView> find(String token) {
        return shares.find(hash(token), now())
                .map(shared -> feedback.view(sessions.get(shared.sessionId()), shared.reportId()));
    }

    private String token() {
        var bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String hash(String token) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
