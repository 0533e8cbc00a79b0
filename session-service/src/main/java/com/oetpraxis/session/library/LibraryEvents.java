package com.oetpraxis.session.library;

import com.oetpraxis.shared.event.EventSubscription;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What content-service tells on {@code praxis.content}. */
@Configuration(proxyBeanMethods = false)
class LibraryEvents {

    record ContentPublished(UUID scenarioId, int version, String profession) {}

    @Bean
    EventSubscription publications(ScenarioLibrary library) {
        return EventSubscription.on("praxis.content", "session-service")
                .handle(
                        "content.published",
                        ContentPublished.class,
                        (event, told) ->
                                library.published(
                                        told.scenarioId(),
                                        told.version(),
                                        told.profession(),
                                        event.time()));
    }
}
