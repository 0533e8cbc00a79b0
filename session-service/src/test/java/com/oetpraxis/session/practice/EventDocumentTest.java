package com.oetpraxis.session.practice;

import com.oetpraxis.devstack.testing.MessageDocument;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is told here stands in docs/api/asyncapi.yaml as it is. */
class EventDocumentTest {

    @Test
    void isDescribedAsItIsTold() throws IOException {
        MessageDocument.read()
                .mustDescribe(
                        "praxis.session",
                        "session.",
                        Map.of(
                                "session.created",
                                SessionEvent.SessionCreated.class,
                                "session.started",
                                SessionEvent.SessionStarted.class,
                                "session.paused",
                                SessionEvent.SessionPaused.class,
                                "session.resumed",
                                SessionEvent.SessionResumed.class,
                                "session.turn_completed",
                                SessionEvent.TurnCompleted.class,
                                "session.completed",
                                SessionEvent.SessionCompleted.class,
                                "session.cancelled",
                                SessionEvent.SessionCancelled.class,
                                "session.expired",
                                SessionEvent.SessionExpired.class));
    }
}
