package com.oetpraxis.content.library;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import tools.jackson.core.JacksonException;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * What the service brings along: cards, their fixed ids, and the texts that go with every card.
 *
 * @param ids by card code
 */
record Library(List<CardFile> cards, Map<String, UUID> ids, Texts texts) {

    private record Ids(Map<String, UUID> scenarios) {}

    /**
     * @param instructions sentences in which {@code {minutes}} stands for the card's duration
     */
    record Texts(Instructions instructions, List<String> prerequisites) {}

    record Instructions(List<String> preparation, List<String> during, List<String> completion) {

        Instructions forMinutes(int minutes) {
            return new Instructions(
                    filled(preparation, minutes),
                    filled(during, minutes),
                    filled(completion, minutes));
        }

        private static List<String> filled(List<String> texts, int minutes) {
            return texts.stream()
                    .map(text -> text.replace("{minutes}", String.valueOf(minutes)))
                    .toList();
        }
    }

    /**
     * Reads the library from the class path.
     *
     * @throws IllegalStateException naming the file that cannot be read
     */
    static Library read() {
        var resources = new PathMatchingResourcePatternResolver();
        var yaml = new YAMLMapper();
        try {
            var cards = new ArrayList<CardFile>();
            for (var file : resources.getResources("classpath:cards/*.yaml")) {
                cards.add(card(yaml, file));
            }
            var ids =
                    yaml.readValue(
                            resources
                                    .getResource("classpath:library/ids.yaml")
                                    .getContentAsByteArray(),
                            Ids.class);
            var texts =
                    yaml.readValue(
                            resources
                                    .getResource("classpath:library/texts.yaml")
                                    .getContentAsByteArray(),
                            Texts.class);
            return new Library(List.copyOf(cards), ids.scenarios(), texts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The card's fixed id.
     *
     * @throws IllegalStateException if none was given to it
     */
    UUID idOf(CardFile card) {
        var id = ids.get(card.code());
        if (id == null) {
            throw new IllegalStateException(
                    "library/ids.yaml has no id for the card " + card.code());
        }
        return id;
    }

    private static CardFile card(YAMLMapper yaml, Resource file) throws IOException {
        try {
            return CardFile.of(yaml.readTree(file.getContentAsByteArray()));
        } catch (IllegalArgumentException | JacksonException e) {
            throw new IllegalStateException(
                    "The card " + file.getFilename() + " cannot be read: " + e.getMessage(), e);
        }
    }
}
