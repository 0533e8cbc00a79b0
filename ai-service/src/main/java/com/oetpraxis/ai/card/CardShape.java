package com.oetpraxis.ai.card;

import com.oetpraxis.ai.pattern.PhrasePattern;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Whether a card has every member it needs, each of its type; the first check of all. */
final class CardShape {

    private static final Set<String> BANDS =
            Stream.of(Band.values())
                    .map(band -> band.name().toLowerCase(Locale.ROOT))
                    .collect(Collectors.toUnmodifiableSet());
    private static final Set<String> LINES = Set.of("guarded", "neutral", "open", "any", "again");
    private static final Set<String> CATEGORIES =
            Set.of("general", "emergency", "chronic", "preventive", "surgical", "musculoskeletal");
    private static final int MAX_LINE = 400;

    private final List<Finding> findings = new ArrayList<>();

    private CardShape() {}

    static List<Finding> findings(JsonNode card) {
        var shape = new CardShape();
        if (card.isObject()) {
            shape.check(card);
        } else {
            shape.wrong("", "is not a card");
        }
        return List.copyOf(shape.findings);
    }

    private void check(JsonNode card) {
        for (var name :
                List.of(
                        "id",
                        "profession",
                        "title",
                        "clinical_area",
                        "topic",
                        "required_plan",
                        "setting",
                        "presenting_complaint",
                        "opening_line")) {
            text(card, name, name);
        }
        oneOf(card, "category", CATEGORIES);
        number(card.path("duration"), "duration", 1, 60);
        candidateCard(object(card, "candidate_card"));
        persona(object(card, "persona"));
        hiddenFacts(card);
        answers(object(card, "std"));
        for (var intent : items(card, "ask", true)) {
            patterns(intent.node, "p", intent.path, true);
            examples(intent.node, intent.path);
            lines(intent.node, intent.path);
            revealing(intent.node, intent.path);
        }
        for (var intent : items(card, "tell", true)) {
            patterns(intent.node, "p", intent.path, true);
            text(intent.node, "tb", intent.path + ".tb");
            examples(intent.node, intent.path);
            lines(intent.node, intent.path);
        }
        for (var cue : items(card, "cues", true)) {
            for (var name : List.of("say", "reward", "missed")) {
                text(cue.node, name, cue.path + "." + name);
            }
            patterns(cue.node, "picked_up_by", cue.path, true);
            texts(cue.node, "topic_words", cue.path);
            condition(cue.node, "fire", cue.path, true);
            condition(cue.node, "skip_if", cue.path, false);
        }
        for (var question : items(card, "questions", true)) {
            for (var name : List.of("ask", "ok", "dodge")) {
                text(question.node, name, question.path + "." + name);
            }
            patterns(question.node, "good", question.path, true);
            patterns(question.node, "bad", question.path, false);
            condition(question.node, "fire", question.path, true);
            condition(question.node, "skip_if", question.path, false);
        }
        texts(card, "fallback", "");
        var closing = object(card, "closing");
        for (var name : List.of("guarded", "neutral", "open", "time_up")) {
            text(closing, name, "closing." + name);
        }
        fullMarks(card);
    }

    private void candidateCard(JsonNode card) {
        text(card, "complaint", "candidate_card.complaint");
        text(card, "role", "candidate_card.role");
        texts(card, "tasks", "candidate_card");
    }

    private void persona(JsonNode persona) {
        for (var name : List.of("name", "first_name", "title", "gender")) {
            text(persona, name, "persona." + name);
        }
        number(persona.path("age"), "persona.age", 0, 120);
    }

    private void hiddenFacts(JsonNode card) {
        for (var fact : items(card, "hidden_facts", true)) {
            text(fact.node, "fact", fact.path + ".fact");
            texts(fact.node, "trigger_topics", fact.path);
            patterns(fact.node, "key_phrases", fact.path, true);
            band(fact.node, "min_band", fact.path);
        }
    }

    private void answers(JsonNode std) {
        if (std.isObject() && !std.has("open_story")) {
            wrong("std.open_story", "is missing");
        }
        for (var entry : std.properties()) {
            var path = "std." + entry.getKey();
            lines(entry.getValue(), path);
            examples(entry.getValue(), path);
            revealing(entry.getValue(), path);
        }
    }

    private void revealing(JsonNode answer, String path) {
        band(answer, "min_band", path);
        var reveals = answer.path("reveals");
        if (reveals.isObject()) {
            for (var entry : reveals.properties()) {
                if (!BANDS.contains(entry.getKey())) {
                    wrong(path + ".reveals." + entry.getKey(), "is not a band");
                }
            }
        } else if (!reveals.isMissingNode() && !reveals.isArray()) {
            wrong(path + ".reveals", "is neither a list nor a map of bands");
        }
    }

    private void fullMarks(JsonNode card) {
        for (var mark : items(card, "full_marks", true)) {
            text(mark.node, "what", mark.path + ".what");
            texts(mark.node, "criteria", mark.path);
            if (mark.node.path("needs").isEmpty()) {
                wrong(mark.path + ".needs", "is missing");
            }
        }
    }

    private record Item(JsonNode node, String path) {}

    private List<Item> items(JsonNode parent, String name, boolean required) {
        var list = parent.path(name);
        if (!list.isArray() || list.isEmpty()) {
            if (required) {
                wrong(name, "is not a list with entries");
            }
            return List.of();
        }
        var items = new ArrayList<Item>();
        var ids = new HashSet<String>();
        for (int i = 0; i < list.size(); i++) {
            var node = list.get(i);
            if (!node.path("id").isString() || node.path("id").asString().isBlank()) {
                wrong(name + "[" + i + "].id", "is missing");
                continue;
            }
            var id = node.path("id").asString();
            if (!ids.add(id)) {
                wrong(name + "." + id, "occurs twice");
            }
            items.add(new Item(node, name + "." + id));
        }
        return items;
    }

    private JsonNode object(JsonNode parent, String name) {
        var node = parent.path(name);
        if (!node.isObject()) {
            wrong(name, "is missing");
        }
        return node;
    }

    private void lines(JsonNode node, String path) {
        var lines = node.path("r");
        if (!lines.isObject() || lines.isEmpty()) {
            wrong(path + ".r", "has no line");
            return;
        }
        for (var entry : lines.properties()) {
            if (!LINES.contains(entry.getKey())) {
                wrong(path + ".r." + entry.getKey(), "is not a band");
            }
            text(lines, entry.getKey(), path + ".r." + entry.getKey());
        }
        if (lines.size() == 1 && lines.has("again")) {
            wrong(path + ".r", "has no line");
        }
    }

    private void condition(JsonNode node, String name, String path, boolean required) {
        var condition = node.path(name);
        if (!condition.isObject() || condition.isEmpty()) {
            if (required || !condition.isMissingNode()) {
                wrong(path + "." + name, "names no condition");
            }
            return;
        }
        for (var entry : condition.properties()) {
            var at = path + "." + name + "." + entry.getKey();
            switch (entry.getKey()) {
                case "turn" -> number(entry.getValue(), at, 1, 100);
                case "band" -> band(condition, "band", path + "." + name);
                case "asked", "told", "revealed" -> {
                    if (!entry.getValue().isString() && !entry.getValue().isArray()) {
                        wrong(at, "names nothing");
                    }
                }
                default -> wrong(at, "is no condition");
            }
        }
    }

    private void patterns(JsonNode node, String name, String path, boolean required) {
        var list = node.path(name);
        if (!list.isArray() || (required && list.isEmpty())) {
            wrong(path + "." + name, "is not a list of patterns");
            return;
        }
        for (int i = 0; i < list.size(); i++) {
            try {
                PhrasePattern.parse(list.get(i).asString());
            } catch (IllegalArgumentException e) {
                findings.add(
                        Finding.error(
                                "bad_pattern",
                                path + "." + name + "[" + i + "]",
                                String.valueOf(e.getMessage())));
            }
        }
    }

    private void band(JsonNode node, String name, String path) {
        var band = node.path(name);
        if (!band.isMissingNode() && !BANDS.contains(band.asString(""))) {
            wrong(path + "." + name, "is not a band");
        }
    }

    private void oneOf(JsonNode node, String name, Set<String> values) {
        if (!values.contains(node.path(name).asString(""))) {
            wrong(name, "is none of " + String.join(", ", values.stream().sorted().toList()));
        }
    }

    private void number(JsonNode node, String path, int min, int max) {
        if (!node.isInt() || node.asInt() < min || node.asInt() > max) {
            wrong(path, "is not a whole number from " + min + " to " + max);
        }
    }

    private void texts(JsonNode node, String name, String path) {
        var list = node.path(name);
        var at = path.isEmpty() ? name : path + "." + name;
        if (!list.isArray() || list.isEmpty()) {
            wrong(at, "is not a list of texts");
            return;
        }
        for (int i = 0; i < list.size(); i++) {
            if (!list.get(i).isString() || list.get(i).asString().isBlank()) {
                wrong(at + "[" + i + "]", "is not a text");
            }
        }
    }

    private void examples(JsonNode node, String path) {
        if (node.has("examples")) {
            texts(node, "examples", path);
        }
    }

    private void text(JsonNode node, String name, String path) {
        var value = node.path(name);
        if (!value.isString() || value.asString().isBlank()) {
            wrong(path, "is missing");
        } else if (path.contains(".r.") && value.asString().length() > MAX_LINE) {
            wrong(path, "is longer than " + MAX_LINE + " characters");
        }
    }

    private void wrong(String path, String message) {
        findings.add(Finding.error("shape", path, message));
    }
}
