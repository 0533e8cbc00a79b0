package com.oetpraxis.billing.entitlement;

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
                        "praxis.billing",
                        "billing.usage_",
                        Map.of("billing.usage_limit_reached", UsageLimitReached.class));
    }

    @Test
    void findsWhatItReads() throws IOException {
        var document = MessageDocument.read();

        document.mustOffer("session.started", SessionEvents.SessionStarted.class);
        document.mustOffer("session.cancelled", SessionEvents.SessionEnded.class);
        document.mustOffer("session.expired", SessionEvents.SessionEnded.class);
    }
}
