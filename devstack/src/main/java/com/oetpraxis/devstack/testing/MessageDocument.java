package com.oetpraxis.devstack.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * {@code docs/api/asyncapi.yaml}: what goes over Kafka and over the practice stream. It is written
 * by hand, so the services that send a message compare it with their records.
 */
public record MessageDocument(JsonNode root) {

    /** The tests of a module run in its folder. */
    public static MessageDocument read() throws IOException {
        var file = Path.of("..", "docs", "api", "asyncapi.yaml");
        return new MessageDocument(new YAMLMapper().readTree(Files.readString(file)));
    }

    /** The names of what goes over a channel. */
    public Set<String> messages(String channel) {
        return names(root.at("/channels/" + channel + "/messages"));
    }

    /** The names of what a participant sends or receives. */
    public Set<String> messagesOf(String operation) {
        var names = new TreeSet<String>();
        for (var message : root.at("/operations/" + operation + "/messages")) {
            var reference = message.path("$ref").asString();
            names.add(reference.substring(reference.lastIndexOf('/') + 1));
        }
        return names;
    }

    /** The members of a message and their JSON types, with the format where there is one. */
    public Map<String, String> members(String message) {
        var members = new TreeMap<String, String>();
        properties(message).forEachEntry((name, schema) -> members.put(name, type(schema)));
        return members;
    }

    /**
     * Fails unless the document has exactly these events, and each with exactly its record's
     * members.
     *
     * @param prefix which of the topic's events are meant, such as {@code session.}
     */
    public void mustDescribe(
            String topic, String prefix, Map<String, Class<? extends Record>> events) {
        assertThat(messages(topic).stream().filter(name -> name.startsWith(prefix)))
                .containsExactlyInAnyOrderElementsOf(events.keySet());
        events.forEach((name, payload) -> {
            assertThat(members(name)).as(name).isEqualTo(membersOf(payload));
            assertThat(root.at("/components/messages/" + name + "/payload/required"))
                    .extracting(JsonNode::asString)
                    .as(name)
                    .containsExactlyInAnyOrderElementsOf(membersOf(payload).keySet());
        });
    }

    /** Fails unless the event has all that a reader's record wants. */
    public void mustOffer(String event, Class<? extends Record> wanted) {
        assertThat(members(event)).as(event).containsAllEntriesOf(membersOf(wanted));
    }

    /** The JSON members of a record, as {@link #members} gives them. */
    public static Map<String, String> membersOf(Class<? extends Record> type) {
        var members = new TreeMap<String, String>();
        for (var component : type.getRecordComponents()) {
            members.put(name(component), type(component.getType()));
        }
        return members;
    }

    private JsonNode properties(String message) {
        return root.at("/components/messages/" + message + "/payload/properties");
    }

    private static Set<String> names(JsonNode object) {
        return new TreeSet<>(object.propertyNames());
    }

    private static String name(RecordComponent component) {
        var renamed = component.getAccessor().getAnnotation(JsonProperty.class);
        return renamed == null ? component.getName() : renamed.value();
    }

    private static String type(JsonNode schema) {
        var type = schema.path("type");
        var name = type.isArray() ? type.get(0).asString() : type.asString("any");
        return schema.has("format") ? name + " " + schema.path("format").asString() : name;
    }

    private static String type(Class<?> type) {
        if (type == UUID.class) {
            return "string uuid";
        }
        if (type == Instant.class) {
            return "string date-time";
        }
        if (type == String.class || type.isEnum()) {
            return "string";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "boolean";
        }
        if (Arrays.asList(int.class, long.class, Integer.class, Long.class).contains(type)) {
            return "integer";
        }
        if (type == double.class || type == Double.class) {
            return "number";
        }
        return Iterable.class.isAssignableFrom(type) ? "array" : "object";
    }
}
