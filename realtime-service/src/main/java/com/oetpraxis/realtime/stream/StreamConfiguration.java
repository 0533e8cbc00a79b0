package com.oetpraxis.realtime.stream;

import com.oetpraxis.realtime.audio.VoiceActivityDetectors;
import com.oetpraxis.realtime.session.SessionClient.Completion;
import com.oetpraxis.shared.event.EventSubscription;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;

@Configuration(proxyBeanMethods = false)
@EnableWebSocket
class StreamConfiguration {

    /** Origins are checked by {@link Admission}, which can tell the client why. */
    @Bean
    WebSocketConfigurer practiceStream(StreamHandler handler) {
        return registry ->
                registry.addHandler(handler, "/v1/sessions/*/stream").setAllowedOriginPatterns("*");
    }

    @Bean
    VoiceActivityDetectors voiceActivityDetectors() {
        return VoiceActivityDetectors.choose();
    }

    /** Every instance hears of every session that has ended: one of them has its stream. */
    @Bean
    EventSubscription endedSessions(LiveStreams streams) {
        return EventSubscription.broadcast(
                        "praxis.session", "realtime-service-" + UUID.randomUUID())
                .handle(
                        "session.completed",
                        SessionCompleted.class,
                        (_, completed) ->
                                streams.completed(
                                        completed.sessionId(),
                                        new Completion(
                                                completed.sessionId(),
                                                completed.durationSeconds(),
                                                completed.reportId(),
                                                "generating")))
                .handle(
                        "session.cancelled",
                        SessionOver.class,
                        (_, over) -> streams.cancelled(over.sessionId()))
                .handle(
                        "session.expired",
                        SessionOver.class,
                        (_, over) -> streams.cancelled(over.sessionId()));
    }

    record SessionCompleted(UUID sessionId, @Nullable UUID reportId, long durationSeconds) {}

    record SessionOver(UUID sessionId) {}
}
