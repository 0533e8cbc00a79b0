package com.oetpraxis.ai.card;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The cards that content-service comes with, read as data. */
public final class Cards {

    private static final Path FOLDER = Path.of("../content-service/src/main/resources/cards");

    private Cards() {}

    public static List<String> codes() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString().replace(".yaml", ""))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static JsonNode tree(String code) {
        try (var in = Files.newInputStream(FOLDER.resolve(code + ".yaml"))) {
            return CardReader.tree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Card read(String code) {
        return CardReader.read(tree(code));
    }
}
