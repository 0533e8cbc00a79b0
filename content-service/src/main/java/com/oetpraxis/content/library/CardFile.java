package com.oetpraxis.content.library;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * One role-play card of the library: what the importer reads of it, and all of it as JSON.
 *
 * @param code its {@code id}
 * @param examProfession the exam's name of the profession, such as {@code nursing}
 * @param json the whole card in the order of the file
 */
record CardFile(
        String code,
        String title,
        String examProfession,
        String difficulty,
        String category,
        String topic,
        int duration,
        String requiredPlan,
        String setting,
        String role,
        String complaint,
        List<String> tasks,
        JsonNode persona,
        String json) {

    /**
     * Reads a card.
     *
     * @throws IllegalArgumentException naming the member that is missing
     */
    static CardFile of(JsonNode card) {
        var candidate = card.path("candidate_card");
        return new CardFile(
                text(card, "id"),
                text(card, "title"),
                text(card, "profession"),
                text(card.path("difficulty"), "level"),
                text(card, "category"),
                text(card, "topic"),
                number(card, "duration"),
                text(card, "required_plan"),
                text(card, "setting"),
                text(candidate, "role"),
                text(candidate, "complaint"),
                texts(candidate, "tasks"),
                persona(card.path("persona")),
                card.toString());
    }

    /** A sentence for lists, made only of what the candidate's card tells. */
    String description() {
        return complaint + " " + "Setting: " + setting + ".";
    }

    /** SHA-256 of the card's content; comments and layout of the file do not count. */
    String hash() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(json.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }

    private static JsonNode persona(JsonNode persona) {
        number(persona, "age");
        text(persona, "gender");
        return persona;
    }

    private static String text(JsonNode node, String member) {
        var value = node.path(member);
        if (!value.isString() || value.asString().isBlank()) {
            throw new IllegalArgumentException("the text " + member + " is missing");
        }
        return value.asString().strip();
    }

    private static int number(JsonNode node, String member) {
        var value = node.path(member);
        if (!value.isInt()) {
            throw new IllegalArgumentException("the number " + member + " is missing");
        }
        return value.asInt();
    }

    private static List<String> texts(JsonNode node, String member) {
        var values =
                node.path(member)
                        .valueStream()
                        .map(JsonNode::asString)
                        .collect(Collectors.toList());
        if (values.isEmpty()) {
            throw new IllegalArgumentException("the list " + member + " is missing");
        }
        return List.copyOf(values);
    }
}
