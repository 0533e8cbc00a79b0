package com.oetpraxis.session.practice;

import com.oetpraxis.session.practice.SessionEvent.SessionCancelled;
import com.oetpraxis.session.practice.SessionEvent.SessionCompleted;
import com.oetpraxis.session.practice.SessionEvent.SessionCreated;
import com.oetpraxis.session.practice.SessionEvent.SessionExpired;
import com.oetpraxis.session.practice.SessionEvent.SessionPaused;
import com.oetpraxis.session.practice.SessionEvent.SessionResumed;
import com.oetpraxis.session.practice.SessionEvent.SessionStarted;
import com.oetpraxis.session.practice.SessionEvent.TurnCompleted;
import com.oetpraxis.shared.event.EventMessage;
import com.oetpraxis.shared.event.Outbox;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Writes the sessions' events into the outbox, in the transaction of the change and before any
 * other listener, so that what follows from an event is told after it.
 */
@Component
class SessionAnnouncer {

    private static final String TOPIC = "praxis.session";

    private final Outbox outbox;
    private final MeterRegistry meters;

    SessionAnnouncer(Outbox outbox, MeterRegistry meters) {
        this.outbox = outbox;
        this.meters = meters;
    }

    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void on(SessionEvent event) {
        var name = name(event);
        outbox.publish(new EventMessage(TOPIC, name, event.sessionId().toString(), event));
        meters.counter("practice.session.events", "event", name).increment();
    }

    static String name(SessionEvent event) {
        return switch (event) {
            case SessionCreated e -> "session.created";
            case SessionStarted e -> "session.started";
            case SessionPaused e -> "session.paused";
            case SessionResumed e -> "session.resumed";
            case TurnCompleted e -> "session.turn_completed";
            case SessionCompleted e -> "session.completed";
            case SessionCancelled e -> "session.cancelled";
            case SessionExpired e -> "session.expired";
        };
    }
}
