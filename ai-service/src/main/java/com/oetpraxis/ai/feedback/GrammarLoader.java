package com.oetpraxis.ai.feedback;

import com.oetpraxis.ai.language.LanguageToolRules;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Loads the rules of grammar some time after the start: they take seconds of a core. */
@Component
class GrammarLoader {

    private final ScoringProperties properties;

    GrammarLoader(ScoringProperties properties) {
        this.properties = properties;
    }

    /** In a thread of its own, so that a failure is told by the thread's handler. */
    @EventListener(ApplicationReadyEvent.class)
    void loadLater() {
        CompletableFuture.delayedExecutor(
                        properties.loadGrammarAfter().toMillis(), TimeUnit.MILLISECONDS)
                .execute(() ->
                        Thread.ofPlatform()
                                .daemon()
                                .name("grammar-loader")
                                .start(LanguageToolRules::load));
    }
}
