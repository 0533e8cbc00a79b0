package com.oetpraxis.realtime.ticket;

import com.oetpraxis.realtime.session.SessionClient;
import com.oetpraxis.realtime.session.SessionClient.Standing;
import com.oetpraxis.shared.client.UpstreamException;
import com.oetpraxis.shared.document.Refuses;
import com.oetpraxis.shared.security.CurrentUser;
import com.oetpraxis.shared.web.CommonProblem;
import com.oetpraxis.shared.web.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /v1/sessions/{id}/ticket} (EP-101). */
@RestController
@RequestMapping("/v1/sessions")
class TicketController {

    private final SessionClient sessions;
    private final Tickets tickets;
    private final Clock clock;

    TicketController(SessionClient sessions, Tickets tickets, Clock clock) {
        this.sessions = sessions;
        this.tickets = tickets;
        this.clock = clock;
    }

    /**
     * A ticket that opens the practice stream once, within 30 seconds.
     *
     * @param id of the session
     */
    @Refuses(
            status = 503,
            when = "GATEWAY_001: no ticket can be made now, or session-service does not answer")
    @PostMapping("/{id}/ticket")
    @ResponseStatus(HttpStatus.CREATED)
    TicketResponse issue(CurrentUser user, @PathVariable("id") UUID id) {
        if (!standing(id).userId().equals(user.id())) {
            throw unknown();
        }
        Instant expiresAt = clock.instant().plus(Tickets.LIFETIME);
        try {
            String ticket = tickets.issue(new Tickets.Holder(id, user.id()));
            return new TicketResponse(ticket, Tickets.LIFETIME.toSeconds(), expiresAt);
        } catch (DataAccessException e) {
            throw new ProblemException(
                            CommonProblem.SERVICE_UNAVAILABLE,
                            "No ticket can be made now; connect with the access token, or try again.")
                    .with("service", "realtime-service")
                    .retryAfter(Duration.ofSeconds(5));
        }
    }

    private Standing standing(UUID id) {
        try {
            return sessions.standing(id);
        } catch (UpstreamException e) {
            if (e.status() == HttpStatus.NOT_FOUND.value()) {
                throw unknown();
            }
            throw e;
        }
    }

    private static ProblemException unknown() {
        return new ProblemException(CommonProblem.NOT_FOUND, "There is no such session.");
    }

    /**
     * @param ticket for the query parameter of the stream
     * @param expiresIn seconds
     * @param expiresAt when it is good no more
     */
    record TicketResponse(String ticket, long expiresIn, Instant expiresAt) {}
}
