package com.oetpraxis.ai.card;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Cards by scenario and version, fetched once and kept, since a version never changes. */
@Component
public class CardLibrary {

    /** A card takes some 200 KB in memory. */
    private static final int KEPT = 200;

    private final ContentClient content;
    private final Map<Key, Card> cards =
            new LinkedHashMap<>(KEPT, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Key, Card> eldest) {
                    return size() > KEPT;
                }
            };

    private record Key(UUID scenarioId, int version) {}

    CardLibrary(ContentClient content) {
        this.content = content;
    }

    /**
     * The card of one version of a scenario.
     *
     * @throws InvalidCardException if the card cannot be played
     * @throws com.oetpraxis.shared.client.UpstreamUnavailableException if content-service does not
     *     answer
     * @throws com.oetpraxis.shared.client.UpstreamException if it knows no such version
     */
    public Card find(UUID scenarioId, int version) {
        var key = new Key(scenarioId, version);
        return kept(key).orElseGet(() -> keep(key, fetch(key)));
    }

    private Card fetch(Key key) {
        return CardReader.read(content.version(key.scenarioId(), key.version()).card());
    }

    private Optional<Card> kept(Key key) {
        synchronized (cards) {
            @Nullable Card card = cards.get(key);
            return Optional.ofNullable(card);
        }
    }

    private Card keep(Key key, Card card) {
        synchronized (cards) {
            cards.put(key, card);
        }
        return card;
    }
}
