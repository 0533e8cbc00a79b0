package com.oetpraxis.devstack.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/**
 * The OpenAPI document of a service below {@code docs/api}. {@code -Dpraxis.api.write=true} writes
 * it anew.
 */
public record ApiDocument(Path file) {

    private static final YAMLMapper YAML =
            YAMLMapper.builder()
                    .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
                    .enable(YAMLWriteFeature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                    .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
                    .disable(YAMLWriteFeature.SPLIT_LINES)
                    .build();

    /** Named as in {@code spring.application.name}; the tests of a module run in its folder. */
    public static ApiDocument of(String service) {
        return new ApiDocument(Path.of("..", "docs", "api", service + ".yaml"));
    }

    /**
     * Fails when the committed document differs from what the service serves, or leaves a reader
     * without something.
     *
     * @param served YAML or JSON
     */
    public void mustEqual(String served) throws IOException {
        var document = YAML.readTree(served);
        var text = YAML.writeValueAsString(document);
        if (Boolean.getBoolean("praxis.api.write")) {
            Files.writeString(file, text);
        }

        assertThat(text)
                .as("differs from the code; ./mvnw test -Dpraxis.api.write=true writes it anew")
                .isEqualTo(Files.readString(file));
        assertThat(gaps(document)).isEmpty();
    }

    private static List<String> gaps(JsonNode document) {
        var gaps = new ArrayList<String>();
        document.path("paths")
                .forEachEntry((path, operations) ->
                        operations.forEachEntry((method, operation) ->
                                gaps(document, operation, method + " " + path, gaps)));
        return gaps;
    }

    private static void gaps(
            JsonNode document, JsonNode operation, String name, List<String> gaps) {
        if (operation.path("summary").asString("").isBlank()) {
            gaps.add(name + " has no summary");
        }
        if (!operation.has("security") && !document.has("security")) {
            gaps.add(name + " does not say who may call it");
        }
        for (var parameter : operation.path("parameters")) {
            if (parameter.path("description").asString("").isBlank()) {
                gaps.add(name + " does not describe " + parameter.path("name").asString());
            }
        }
        var isOpen = operation.has("security") && operation.path("security").isEmpty();
        if (!isOpen
                && operation.path("responses").properties().stream()
                        .noneMatch(
                                r -> r.getValue().at("/content").has("application/problem+json"))) {
            gaps.add(name + " names no problem");
        }
    }
}
