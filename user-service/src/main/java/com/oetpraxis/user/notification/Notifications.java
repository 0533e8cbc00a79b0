package com.oetpraxis.user.notification;

import com.oetpraxis.shared.event.EventSubscription;
import com.oetpraxis.shared.id.Ids;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Stores in-app messages (TB-34) for those who want them. */
@Configuration(proxyBeanMethods = false)
class Notifications {

    record FeedbackGenerated(UUID reportId, UUID sessionId, UUID userId) {}

    @Bean
    EventSubscription feedbackReady(JdbcClient jdbc, JsonMapper json, Ids ids, Clock clock) {
        return EventSubscription.on("praxis.session", "user-service")
                .handle(
                        "feedback.generated",
                        FeedbackGenerated.class,
                        (event, told) -> {
                            var data =
                                    Map.of(
                                            "sessionId", told.sessionId(),
                                            "reportId", told.reportId());
                            jdbc.sql(
                                            """
                                            insert into notifications
                                                (id, user_id, type, title, message, data, created_at)
                                            select ?, user_id, 'feedback_ready',
                                                   'Your feedback is ready',
                                                   'The report of your practice session can be read now.',
                                                   ?::jsonb, ?
                                            from user_settings
                                            where user_id = ? and in_app_feedback_ready
                                            """)
                                    .params(
                                            ids.next(),
                                            json.writeValueAsString(data),
                                            Timestamp.from(clock.instant()),
                                            told.userId())
                                    .update();
                        });
    }
}
