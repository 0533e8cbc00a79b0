package com.oetpraxis.ai.patient;

import com.oetpraxis.ai.card.Card;
import com.oetpraxis.ai.meaning.SentenceVectors;
import com.oetpraxis.ai.speech.SpeechException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The cards that are being played, ready to be played, with the vectors of their examples. */
final class Scripts {

    private static final Logger log = LoggerFactory.getLogger(Scripts.class);

    /** With its vectors a script takes about a megabyte. */
    private static final int KEPT = 64;

    private static final long PATIENCE_SECONDS = 3;

    private final EngineData.Shared shared;
    private final Supplier<Optional<SentenceVectors>> vectors;
    private final Executor reader;
    private final Set<String> sharedExamples = new HashSet<>();
    private final Map<String, float[]> sharedVectors = new ConcurrentHashMap<>();
    private final Map<Card, Playing> entries =
            new LinkedHashMap<>(KEPT, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Card, Playing> eldest) {
                    return size() > KEPT;
                }
            };

    private static final class Playing {
        private final Script script;
        private @Nullable CompletableFuture<Optional<Likeness>> likeness;

        Playing(Script script) {
            this.script = script;
        }
    }

    /**
     * @param vectors the second signal, empty as long as it is not there; must not block
     * @param reader reads a card's examples, which takes about a second
     */
    Scripts(
            EngineData.Shared shared,
            Supplier<Optional<SentenceVectors>> vectors,
            Executor reader) {
        this.shared = shared;
        this.vectors = vectors;
        this.reader = reader;
        shared.examples().values().stream()
                .flatMap(List::stream)
                .map(Likeness::plain)
                .forEach(sharedExamples::add);
    }

    Script of(Card card) {
        return entry(card).script;
    }

    /**
     * The second signal for a card, empty while there is none or its examples are still being read,
     * which the first call begins.
     */
    Optional<Likeness> likeness(Card card) {
        return reading(card).getNow(Optional.empty());
    }

    /**
     * The same, waited for: a first turn that is understood late is better than one that is
     * misunderstood. Empty where reading takes longer than 3 s.
     */
    Optional<Likeness> awaitLikeness(Card card) {
        try {
            return reading(card).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            log.warn("The examples of card {} are still being read", card.id());
            return Optional.empty();
        } catch (ExecutionException e) {
            log.warn("The examples of card {} cannot be read", card.id(), e);
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private CompletableFuture<Optional<Likeness>> reading(Card card) {
        var source = vectors.get();
        if (source.isEmpty()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        synchronized (entries) {
            var entry = entry(card);
            var reading = entry.likeness;
            if (reading == null) {
                reading =
                        CompletableFuture.supplyAsync(
                                () -> read(entry.script, source.get()), reader);
                entry.likeness = reading;
            }
            return reading;
        }
    }

    private Optional<Likeness> read(Script script, SentenceVectors source) {
        try {
            return Optional.of(Likeness.read(script, text -> remembered(text, source), source));
        } catch (SpeechException e) {
            log.warn(
                    "Could not read the examples of card {}: {}",
                    script.card().id(),
                    e.getMessage());
            return Optional.empty();
        }
    }

    private float[] remembered(String text, SentenceVectors source) {
        return sharedExamples.contains(text)
                ? sharedVectors.computeIfAbsent(text, source::of)
                : source.of(text);
    }

    private Playing entry(Card card) {
        synchronized (entries) {
            return entries.computeIfAbsent(card, key -> new Playing(new Script(key, shared)));
        }
    }
}
