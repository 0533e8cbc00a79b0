package com.oetpraxis.session.feedback;

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
                        "feedback.",
                        Map.of(
                                "feedback.requested",
                                FeedbackService.FeedbackRequested.class,
                                "feedback.generated",
                                FeedbackService.FeedbackGenerated.class,
                                "feedback.failed",
                                FeedbackService.FeedbackFailed.class));
    }
}
