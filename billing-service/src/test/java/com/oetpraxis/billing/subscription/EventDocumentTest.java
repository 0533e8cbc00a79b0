package com.oetpraxis.billing.subscription;

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
                        "billing.subscription_",
                        Map.of("billing.subscription_activated", SubscriptionActivated.class));
    }
}
