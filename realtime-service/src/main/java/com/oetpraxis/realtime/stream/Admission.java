package com.oetpraxis.realtime.stream;

import com.oetpraxis.realtime.session.SessionClient;
import com.oetpraxis.realtime.session.SessionClient.CompleteRequest;
import com.oetpraxis.realtime.session.SessionClient.Completion;
import com.oetpraxis.realtime.session.SessionClient.Standing;
import com.oetpraxis.realtime.ticket.Tickets;
import com.oetpraxis.shared.client.UpstreamException;
import com.oetpraxis.shared.client.UpstreamUnavailableException;
import com.oetpraxis.shared.security.CurrentUser;
import java.io.Serial;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Decides who may open which stream. Its answers wait for other services; never call it in a loop.
 */
@Component
@EnableConfigurationProperties(StreamProperties.class)
class Admission {

    /** The subprotocol that carries a token: {@code Sec-WebSocket-Protocol: bearer, TOKEN}. */
    static final String SUBPROTOCOL = "bearer";

    private static final Logger log = LoggerFactory.getLogger(Admission.class);
    private static final Pattern PATH = Pattern.compile(".*/sessions/([^/]+)/stream/?");
    private static final Pattern UUID_FORM =
            Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final long RETRY_MS = 200;

    private final SessionClient sessions;
    private final Tickets tickets;
    private final JwtDecoder tokens;
    private final StreamProperties properties;

    Admission(
            SessionClient sessions,
            Tickets tickets,
            JwtDecoder tokens,
            StreamProperties properties) {
        this.sessions = sessions;
        this.tickets = tickets;
        this.tokens = tokens;
        this.properties = properties;
    }

    /** Someone who may open this session's stream. */
    record Admitted(UUID sessionId, UUID userId) {}

    /** Someone who may not. */
    static final class Refused extends Exception {

        @Serial private static final long serialVersionUID = 1L;

        private final transient StreamError error;
        private final StreamClose close;
        private final transient @Nullable Completion completion;

        Refused(StreamError error, StreamClose close) {
            this(error, close, null);
        }

        Refused(StreamError error, StreamClose close, @Nullable Completion completion) {
            super(error.message(), null, false, false);
            this.error = error;
            this.close = close;
            this.completion = completion;
        }

        StreamError error() {
            return error;
        }

        StreamClose close() {
            return close;
        }

        /** How the session was completed, where that is why. */
        @Nullable Completion completion() {
            return completion;
        }
    }

    Admitted admit(@Nullable URI uri, HttpHeaders headers) throws Refused {
        checkOrigin(headers.getOrigin());
        UUID sessionId = sessionId(uri);
        UUID userId = userId(uri, headers, sessionId);
        Standing standing = patiently(() -> sessions.standing(sessionId));
        if (!standing.userId().equals(userId)) {
            throw unknown();
        }
        if (standing.isEnded()) {
            throw ended(sessionId, standing.isCompleted());
        }
        return new Admitted(sessionId, userId);
    }

    /** Takes the session over for a connection. */
    SessionClient.Connection connect(Admitted who) throws Refused {
        var request = new SessionClient.ConnectRequest(who.userId());
        return patiently(() -> sessions.connect(who.sessionId(), request));
    }

    /** The refusal of a session that is over, with its report where there is one. */
    Refused ended(UUID sessionId, boolean completed) {
        Completion completion = null;
        if (completed) {
            try {
                // of a completed session it only tells how; its epoch does not matter any more
                completion = sessions.complete(sessionId, new CompleteRequest(1, "stopped"));
            } catch (UpstreamException | UpstreamUnavailableException e) {
                log.debug("The completion of session {} is not known here", sessionId, e);
            }
        }
        return new Refused(
                StreamError.of(StreamError.CONFLICT, "The session has ended.", "SESSION_ENDED"),
                StreamClose.ENDED,
                completion);
    }

    /** How a session that has ended was completed, null if it was not, or that is not known. */
    @Nullable Completion completion(UUID sessionId) {
        boolean completed;
        try {
            completed = sessions.standing(sessionId).isCompleted();
        } catch (RuntimeException e) { // the edge of a thread; that it has ended is known
            log.debug("How session {} ended is not known", sessionId, e);
            completed = false;
        }
        return ended(sessionId, completed).completion();
    }

    private void checkOrigin(@Nullable String origin) throws Refused {
        if (origin != null
                && !origin.equals(properties.publicUrl())
                && !properties.origins().contains(origin)) {
            throw new Refused(
                    StreamError.of("PER001", "Pages of this origin may not connect.", "ORIGIN"),
                    StreamClose.NOT_ALLOWED);
        }
    }

    private static UUID sessionId(@Nullable URI uri) throws Refused {
        Matcher path = PATH.matcher(uri == null ? "" : uri.getPath());
        if (!path.matches() || !UUID_FORM.matcher(path.group(1)).matches()) {
            throw unknown();
        }
        return UUID.fromString(path.group(1));
    }

    private UUID userId(@Nullable URI uri, HttpHeaders headers, UUID sessionId) throws Refused {
        String ticket = parameter(uri, "ticket");
        if (ticket != null) {
            return holder(ticket, sessionId);
        }
        String token = token(uri, headers);
        if (token == null || token.isBlank()) {
            throw new Refused(
                    StreamError.of("AUTH001", "Connect with a ticket or an access token."),
                    StreamClose.BAD_TOKEN);
        }
        try {
            return CurrentUser.of(tokens.decode(token)).id();
        } catch (JwtValidationException e) {
            boolean expired =
                    e.getErrors().stream()
                            .allMatch(error ->
                                    error.getDescription() != null
                                            && error.getDescription().contains("expired"));
            throw new Refused(
                    expired
                            ? StreamError.of("AUTH002", "The access token has expired; refresh it.")
                            : invalidToken(),
                    StreamClose.BAD_TOKEN);
        } catch (JwtException | IllegalArgumentException e) {
            throw new Refused(invalidToken(), StreamClose.BAD_TOKEN);
        }
    }

    private UUID holder(String ticket, UUID sessionId) throws Refused {
        Optional<Tickets.Holder> holder;
        try {
            holder = tickets.redeem(ticket);
        } catch (DataAccessException e) {
            throw unavailable();
        }
        if (holder.isEmpty() || !holder.get().sessionId().equals(sessionId)) {
            throw new Refused(
                    StreamError.of(
                            "AUTH003",
                            "The ticket is not valid: each opens one stream, once, within 30 s."),
                    StreamClose.BAD_TOKEN);
        }
        return holder.get().userId();
    }

    private static @Nullable String token(@Nullable URI uri, HttpHeaders headers) {
        String token = parameter(uri, "token");
        if (token != null) {
            return token;
        }
        List<String> protocols =
                headers.getOrEmpty("Sec-WebSocket-Protocol").stream()
                        .flatMap(value -> List.of(value.split(",", -1)).stream())
                        .map(String::strip)
                        .toList();
        if (protocols.size() > 1 && protocols.getFirst().equals(SUBPROTOCOL)) {
            return protocols.get(1);
        }
        String authorization = headers.getFirst(HttpHeaders.AUTHORIZATION);
        return authorization != null && authorization.startsWith("Bearer ")
                ? authorization.substring("Bearer ".length())
                : null;
    }

    private static @Nullable String parameter(@Nullable URI uri, String name) {
        return uri == null
                ? null
                : UriComponentsBuilder.fromUri(uri).build().getQueryParams().getFirst(name);
    }

    /** Repeats a call for a while: session-service may be starting again. */
    private <T> T patiently(Supplier<T> call) throws Refused {
        long giveUpAt = System.nanoTime() + properties.sessionWithin().toNanos();
        while (true) {
            try {
                return call.get();
            } catch (UpstreamException e) {
                if (e.status() == HttpStatus.NOT_FOUND.value()) {
                    throw unknown();
                }
                if ("SESSION_ENDED".equals(e.reason())) {
                    throw new Refused(
                            StreamError.of(
                                    StreamError.CONFLICT,
                                    "The session has ended.",
                                    "SESSION_ENDED"),
                            StreamClose.ENDED);
                }
                log.error("session-service refused a connection", e);
                throw unavailable();
            } catch (UpstreamUnavailableException e) {
                if (System.nanoTime() > giveUpAt) {
                    throw unavailable();
                }
                try {
                    Thread.sleep(RETRY_MS);
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                    throw unavailable();
                }
            }
        }
    }

    private static StreamError invalidToken() {
        return StreamError.of(
                "AUTH003", "The access token is not valid or was revoked; sign in again.");
    }

    private static Refused unknown() {
        return new Refused(
                StreamError.of("RES001", "There is no such session."), StreamClose.UNKNOWN_SESSION);
    }

    private static Refused unavailable() {
        return new Refused(
                StreamError.retryable(
                        StreamError.UNAVAILABLE,
                        "The session cannot be reached now; try again.",
                        5),
                StreamClose.FAILED);
    }
}
