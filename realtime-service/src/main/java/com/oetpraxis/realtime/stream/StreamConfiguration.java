package com.oetpraxis.realtime.stream;

import com.oetpraxis.realtime.audio.VoiceActivityDetectors;
import com.oetpraxis.realtime.endofturn.EndOfTurnDetector;
import com.oetpraxis.realtime.models.SpeechModels;
import com.oetpraxis.realtime.session.SessionClient.Completion;
import com.oetpraxis.shared.event.EventSubscription;
import io.micrometer.core.instrument.MeterRegistry;
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
    VoiceActivityDetectors voiceActivityDetectors(SpeechModels models) {
        return VoiceActivityDetectors.choose(models);
    }

    @Bean
    EndOfTurnDetector endOfTurnDetector(SpeechModels models, MeterRegistry meters) {
        return EndOfTurnDetector.choose(models, meters);
    }

    /** Every instance hears what happens to sessions by other doors: one of them has the stream. */
    @Bean
    EventSubscription sessionsElsewhere(LiveStreams streams) {
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
                        "session.paused",
                        SessionNamed.class,
                        (_, session) -> streams.paused(session.sessionId(), true))
                .handle(
                        "session.resumed",
                        SessionNamed.class,
                        (_, session) -> streams.paused(session.sessionId(), false))
                .handle(
                        "session.cancelled",
                        SessionNamed.class,
                        (_, over) -> streams.cancelled(over.sessionId()))
                .handle(
                        "session.expired",
                        SessionNamed.class,
                        (_, over) -> streams.cancelled(over.sessionId()));
    }

    record SessionCompleted(UUID sessionId, @Nullable UUID reportId, long durationSeconds) {}

    record SessionNamed(UUID sessionId) {}
}
