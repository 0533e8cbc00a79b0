package com.oetpraxis.ai.card;

import java.io.InputStream;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads cards from YAML files and from the JSON in which services pass them on. */
public final class CardReader {

    private static final YAMLMapper YAML = YAMLMapper.builder().build();

    private static final JsonMapper CARDS =
            JsonMapper.builder()
                    .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
                    .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                    .build();

    private CardReader() {}

    /** A card file as a tree, nothing checked. */
    public static JsonNode tree(InputStream yaml) {
        return YAML.readTree(yaml);
    }

    /**
     * Reads a card from its file.
     *
     * @throws InvalidCardException if it has errors
     */
    public static Card read(InputStream yaml) {
        return read(tree(yaml));
    }

    /**
     * Reads a card.
     *
     * @throws InvalidCardException if it has errors of shape
     */
    public static Card read(JsonNode card) {
        var errors = CardShape.findings(card);
        if (!errors.isEmpty()) {
            throw new InvalidCardException(errors);
        }
        return CARDS.treeToValue(card, Card.class);
    }
}
